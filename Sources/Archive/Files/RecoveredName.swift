import Market

/// Names for an archive that has to be rewritten because another file has taken its name.
enum RecoveredName {
    private static let limit = 100

    /// Returns `history (recovered 2026-11-28).sqlite`, then `history (recovered 2026-11-28 2).sqlite` and so on.
    static func candidates(for path: String, on day: Day) -> [String] {
        let folder = OpenedArchiveFiles.folder(of: path)
        let file = String(path.dropFirst(folder == "/" ? 1 : folder.count + 1))
        let dot = file.dropFirst().lastIndex(of: ".") ?? file.endIndex
        let (stem, suffix) = (file[..<dot], file[dot...])
        return (1...limit).map { number in
            let counter = number == 1 ? "" : " \(number)"
            return "\(folder == "/" ? "" : folder)/\(stem) (recovered \(day.iso8601)\(counter))\(suffix)"
        }
    }
}
