/// Entries of one snapshot that repeat an app which it lists already.
///
/// The first entry of an app counts and a repeated one is left out. Which app belongs at the rank of a repeated entry is
/// unknown. `docs/validation.md` says what that means for the snapshot.
struct DuplicateEntries {
    private var count = 0

    /// Notes that an entry was left out because it repeats an app.
    mutating func add() { count += 1 }

    /// Whether so many entries are repeated that nothing follows from an app's absence: more than one in ten, and more
    /// than one.
    ///
    /// - Parameter others: how many entries aren't repeated.
    func areSeveral(besides others: Int) -> Bool { count > 1 && count * 10 > count + others }

    /// Why the snapshot is quarantined: more than one entry in four, and more than one, is a repeated one.
    func doubt(besides others: Int) -> String? {
        guard count > 1, count * 4 > count + others else { return nil }
        return "\(count) of its \(count + others) entries repeat an app that is listed already"
    }
}
