/// A type that counts the entries of a snapshot that repeat an app.
///
/// The first entry of an app is kept and its duplicates are skipped. It's unknown which app really has the rank of a
/// duplicate. `docs/validation.md` describes the consequences for the snapshot.
struct DuplicateEntries {
    private var count = 0

    /// Counts a skipped duplicate.
    mutating func add() { count += 1 }

    /// Returns whether there are so many duplicates that the absence of an app isn't meaningful: more than one
    /// duplicate, and more than 10% of all entries.
    ///
    /// - Parameter others: Number of entries that aren't duplicates.
    func areSeveral(besides others: Int) -> Bool { count > 1 && count * 10 > count + others }

    /// Returns the reason for quarantine if there is more than one duplicate and more than 25% of all entries are
    /// duplicates; otherwise `nil`.
    func quarantineReason(besides others: Int) -> String? {
        guard count > 1, count * 4 > count + others else { return nil }
        return "\(count) of \(count + others) entries are duplicates"
    }
}
