/// A type that counts the entries of a snapshot that repeat an app.
///
/// The first entry of an app counts and duplicates are skipped. Which app belongs at the rank of a duplicate is unknown.
/// `docs/validation.md` describes the consequences for the snapshot.
struct DuplicateEntries {
    private var count = 0

    /// Counts a skipped duplicate.
    mutating func add() { count += 1 }

    /// Returns whether there are so many duplicates that an app's absence means nothing: more than one, and more than
    /// 10%.
    ///
    /// - Parameter others: The number of other entries.
    func areSeveral(besides others: Int) -> Bool { count > 1 && count * 10 > count + others }

    /// Returns the reason for quarantine if there are more than one duplicate and more than 25%.
    func quarantineReason(besides others: Int) -> String? {
        guard count > 1, count * 4 > count + others else { return nil }
        return "\(count) of its \(count + others) entries are duplicates"
    }
}
