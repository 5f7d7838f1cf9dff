import Foundation

/// Finds the folder that holds `launches`: as told, as `$LAUNCHTOP_DATA` says, beside an installed program, or in the
/// source checkout the program was built in.
enum DataFolder {
    static func find(explicit: String?) -> URL? {
        candidates(explicit: explicit).first {
            FileManager.default.fileExists(atPath: $0.appendingPathComponent("launches").path)
        }
    }

    static func candidates(explicit: String?) -> [URL] {
        if let explicit { return [URL(fileURLWithPath: explicit)] }
        if let told = ProcessInfo.processInfo.environment["LAUNCHTOP_DATA"], !told.isEmpty {
            return [URL(fileURLWithPath: told)]
        }
        let program = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
            .resolvingSymlinksInPath()
        let beside = program.deletingLastPathComponent()
        var candidates = [beside.deletingLastPathComponent().appendingPathComponent("share/launchtop")]
        // A build stands a few folders below the checkout: .build/<platform>/release/launchtop.
        var folder = beside
        for _ in 0..<4 {
            folder = folder.deletingLastPathComponent()
            candidates.append(folder.appendingPathComponent("Data"))
        }
        return candidates
    }
}
