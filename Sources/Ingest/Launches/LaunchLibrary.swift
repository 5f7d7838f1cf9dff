import Dispatch
public import Foundation
public import Market
import Synchronization

/// The launch files of a folder.
public enum LaunchLibrary {
    /// Most bytes of a file that are read: the longest of the bundled ones has 20,000.
    static let limit = 4 << 20
    /// Most files of a folder.
    static let most = 1_000

    /// Reads every `.toml` file of `folder`, by name. A broken file costs only itself.
    public static func read(folder: URL) -> (launches: [Launch], problems: [IngestError]) {
        do throws(IngestError) { return read(try files(of: folder)) } catch { return ([], [error]) }
    }

    /// Reads files, on as many processors as there are. Of two with one id the first is kept.
    public static func read(_ files: [URL]) -> (launches: [Launch], problems: [IngestError]) {
        let read = Mutex<[Int: Result<Launch, IngestError>]>([:])
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
            let result = Result { () throws(IngestError) in try Self.read(file: files[index]) }
            read.withLock { $0[index] = result }
        }
        let results = read.withLock { $0 }
        var launches: [Launch] = []
        var problems: [IngestError] = []
        var owners: [String: URL] = [:]
        for (index, file) in files.enumerated() {
            do throws(IngestError) {
                guard let launch = try results[index]?.get() else { continue }
                if let owner = owners[launch.id] {
                    throw IngestError(
                        file.path,
                        at: "“id”",
                        "“\(launch.id)” is that of \(owner.path) already, which stands; give this one another"
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

    public static func read(file: URL) throws(IngestError) -> Launch {
        try LaunchFile.decode(try text(of: file), origin: file.path)
    }

    /// The launch files of a folder, by name.
    public static func files(of folder: URL) throws(IngestError) -> [URL] {
        let found: [URL]
        do {
            found = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            throw IngestError(folder.path, "cannot be listed: \(error.localizedDescription)")
        }
        let files = found.filter { $0.pathExtension == "toml" }.sorted { $0.path < $1.path }
        guard files.count <= most else {
            throw IngestError(folder.path, "holds \(files.count) launch files; up to \(most) are read")
        }
        return files
    }

    private static func text(of file: URL) throws(IngestError) -> String {
        let bytes = try SmallFile.bytes(of: file.path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw IngestError(file.path, "is not UTF-8 text")
        }
        return text
    }

    /// One file and what its check found.
    public struct Checked: Sendable {
        public var file: URL
        public var reading: LaunchFile.Reading
    }

    /// Checks files by themselves, and that no two have one id, or describe the launch of one app.
    ///
    /// - Parameter today: the day by which nothing may be in the future.
    public static func check(_ files: [URL], today: Day) -> [Checked] {
        var ids: [String: URL] = [:]
        var apps: [AppID: URL] = [:]
        return files.map { file in
            var reading: LaunchFile.Reading
            do throws(IngestError) {
                reading = LaunchFile.read(try text(of: file), origin: file.path, checkedOn: today)
            } catch {
                reading = LaunchFile.Reading(launch: nil, faults: [error])
            }
            if let launch = reading.launch {
                if let other = ids[launch.id] {
                    reading.fault(file, "“id”", "“\(launch.id)” is that of \(other.lastPathComponent) already")
                } else if launch.kind == .launch, let other = apps[launch.app] {
                    reading.fault(
                        file,
                        "“app”",
                        "\(other.lastPathComponent) is the launch of this app already; a later rise has kind = \"surge\""
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
    fileprivate mutating func fault(_ file: URL, _ place: String, _ problem: String) {
        launch = nil
        faults.append(IngestError(file.path, at: place, problem))
    }
}
