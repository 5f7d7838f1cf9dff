public import Foundation
public import Market

/// The launch files of a folder.
public enum LaunchLibrary {
    /// Reads every `.toml` file of `folder`, by name. A broken file costs only itself.
    public static func read(folder: URL) -> (launches: [Launch], problems: [IngestError]) {
        let files: [URL]
        do {
            files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        } catch {
            return ([], [IngestError(folder.path, "cannot be listed: \(error.localizedDescription)")])
        }
        var launches: [Launch] = []
        var problems: [IngestError] = []
        for file in files.filter({ $0.pathExtension == "toml" }).sorted(by: { $0.path < $1.path }) {
            do throws(IngestError) {
                let launch = try read(file: file)
                guard !launches.contains(where: { $0.id == launch.id }) else {
                    throw IngestError(file.path, at: "“id”", "“\(launch.id)” is another file's already")
                }
                launches.append(launch)
            } catch {
                problems.append(error)
            }
        }
        return (launches, problems)
    }

    public static func read(file: URL) throws(IngestError) -> Launch {
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw IngestError(file.path, "cannot be read as UTF-8 text")
        }
        return try LaunchFile.decode(text, origin: file.path)
    }
}
