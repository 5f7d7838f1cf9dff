import Foundation

/// Functions that find the data folder, which contains the `launches` folder.
///
/// The data folder is given by `--data` or `$LAUNCHTOP_DATA`. Otherwise, it is `share/launchtop` in the installation,
/// or the first `Data` folder found in the program's folder, in the four folders above it (such as the checkout that it
/// was built in), or in the current folder.
enum DataFolder {
    static func find(explicit: String?) -> URL? {
        candidates(explicit: explicit).first {
            FileManager.default.fileExists(atPath: $0.appendingPathComponent("launches").path)
        }
    }

    static func candidates(explicit: String?) -> [URL] {
        if let explicit { return [URL(fileURLWithPath: explicit)] }
        if let path = ProcessInfo.processInfo.environment["LAUNCHTOP_DATA"], !path.isEmpty {
            return [URL(fileURLWithPath: path)]
        }
        let program = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            .resolvingSymlinksInPath()
        return candidates(program: program, current: FileManager.default.currentDirectoryPath)
    }

    /// Returns the folders to search if none is named, in order and without duplicates.
    ///
    /// - Parameters:
    ///   - program: The path of the running program.
    ///   - current: The path of the current folder.
    static func candidates(program: URL, current: String) -> [URL] {
        var folder = program.deletingLastPathComponent()
        var candidates = [folder.deletingLastPathComponent().appendingPathComponent("share/launchtop")]
        // A build is a few folders below the checkout: .build/<platform>/release/launchtop.
        for _ in 0..<5 {
            candidates.append(folder.appendingPathComponent("Data"))
            folder = folder.deletingLastPathComponent()
        }
        candidates.append(URL(fileURLWithPath: current).appendingPathComponent("Data"))
        var seen: Set<String> = []
        return candidates.filter { seen.insert($0.standardizedFileURL.path).inserted }
    }
}
