extension ArchiveWriter {
    /// Writes when alternating names were last seen, before the file is closed. A failure loses no names or committed data.
    mutating func storeLastSeen() {
        guard hasUnstoredLastSeen else { return }
        do throws(ArchiveError) {
            try change("write") { index, database throws in try index.storeAlternatingNames(database) }
        } catch {
            report([error])
        }
    }
}
