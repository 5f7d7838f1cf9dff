extension ArchiveWriter {
    /// Writes when alternating names were seen, before the writer lets go of the file. Where that fails no name is lost, and
    /// what was acknowledged stands.
    mutating func storeSightings() {
        guard hasUnstoredSightings else { return }
        do throws(ArchiveError) {
            try change("written") { index, database throws in try index.storeLastSightings(database) }
        } catch {
            report([error])
        }
    }
}
