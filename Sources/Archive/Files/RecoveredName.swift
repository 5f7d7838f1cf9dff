import Market

/// Names for a recovered archive, used if another file has taken the archive's name.
enum RecoveredName {
    private static let limit = 100

    /// Returns candidate paths in order of preference, with names such as `history (recovered 2026-11-28).sqlite`. In
    /// the second and later names, a number follows the date.
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
