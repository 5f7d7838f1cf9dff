import Dispatch
public import Foundation
public import Input
public import Market
import Synchronization

/// Functions that read and check the launch files in a folder.
public enum LaunchLibrary {
    /// The maximum size of a launch file in bytes. Bundled files have up to 20,000 bytes.
    static let limit = 4 << 20
    /// The maximum number of files in a folder.
    static let fileLimit = 1_000

    /// Reads launch files in parallel. Invalid files are skipped and reported as problems. If two files have the same
    /// id, only the first one is kept.
    public static func read(_ files: [URL]) -> (launches: [Launch], problems: [InputError]) {
        let read = Mutex<[Int: Result<Launch, InputError>]>([:])
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result { () throws(InputError) in try Self.read(file: files[index]) }
            read.withLock { $0[index] = result }
        }
        let results = read.withLock { $0 }
        var launches: [Launch] = []
        var problems: [InputError] = []
        var owners: [String: URL] = [:]
        for (index, file) in files.enumerated() {
            do throws(InputError) {
                guard let launch = try results[index]?.get() else { continue }
                if let owner = owners[launch.id] {
                    throw InputError(
                        file.path,
                        at: "id",
                        "duplicate id \"\(launch.id)\", skipped; \(owner.path) already has it"
                    )
                }
                owners[launch.id] = file
                launches.append(launch)
            } catch {
                problems.append(error)
            }
        }
        return (launches, problems)
    }

    public static func read(file: URL) throws(InputError) -> Launch {
        try LaunchFile.decode(try text(of: file), origin: file.path)
    }

    /// Returns the launch files in a folder, sorted by path.
    public static func files(of folder: URL) throws(InputError) -> [URL] {
        let found: [URL]
        do {
            found = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw InputError(folder.path, "can't list folder: \(SystemError.message(of: error))")
        }
        let files = found.filter { $0.pathExtension == "toml" }.sorted { $0.path < $1.path }
        guard files.count <= fileLimit else {
            throw InputError(folder.path, "too many launch files: \(files.count); the limit is \(fileLimit)")
        }
        return files
    }

    private static func text(of file: URL) throws(InputError) -> String {
        let bytes = try SmallFile.bytes(of: file.path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputError(file.path, "not UTF-8 text")
        }
        return text
    }

    /// A launch file and the result of checking it.
    public struct Checked: Sendable {
        public var file: URL
        public var reading: LaunchFile.Reading
    }

    /// Checks that each file is valid, and that no two files have the same id or describe the launch of the same app.
    ///
    /// - Parameter today: The current day; later dates are errors.
    public static func check(_ files: [URL], today: Day) -> [Checked] {
        var ids: [String: URL] = [:]
        var apps: [AppID: URL] = [:]
        return files.map { file in
            var reading: LaunchFile.Reading
            do throws(InputError) {
                reading = LaunchFile.read(try text(of: file), origin: file.path, checkedOn: today)
            } catch {
                reading = LaunchFile.Reading(launch: nil, errors: [error])
            }
            if let launch = reading.launch {
                if let other = ids[launch.id] {
                    reading.reject(
                        file,
                        "id",
                        "duplicate id \"\(launch.id)\"; \(other.lastPathComponent) already has it"
                    )
                } else if launch.kind == .launch, let other = apps[launch.app] {
                    reading.reject(
                        file,
                        "app",
                        "\(other.lastPathComponent) already describes the launch of this app; use kind = \"surge\" for a later rise"
                    )
                }
                ids[launch.id] = ids[launch.id] ?? file
                if launch.kind == .launch { apps[launch.app] = apps[launch.app] ?? file }
            }
            return Checked(file: file, reading: reading)
        }
    }
}

extension LaunchFile.Reading {
    fileprivate mutating func reject(_ file: URL, _ key: String, _ problem: String) {
        launch = nil
        errors.append(InputError(file.path, at: key, problem))
    }
}
