import Foundation

/// Finds the folder that contains `launches`: from `--data` or `$LAUNCHTOP_DATA`, relative to the installed program, or in
/// the source checkout that the program was built in.
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
        let programFolder = program.deletingLastPathComponent()
        var candidates = [programFolder.deletingLastPathComponent().appendingPathComponent("share/launchtop")]
        // A build is a few folders below the checkout: .build/<platform>/release/launchtop.
        var folder = programFolder
        for _ in 0..<4 {
            folder = folder.deletingLastPathComponent()
            candidates.append(folder.appendingPathComponent("Data"))
        }
        return candidates
    }
}
