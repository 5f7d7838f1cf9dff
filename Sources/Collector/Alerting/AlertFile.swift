package import Alerts
import Foundation
import Input
import Market

/// The alert rules and the latest alerts of an archive, in a file next to it. The process that writes to the archive
/// also writes this file, for its own next run and for other processes.
///
/// The file has one JSON object per line: the version and the rules, then each alert, oldest first. The format is
/// described in `docs/alerts.md`.
package struct AlertFile: Sendable {
    /// The version of the format that this program reads and writes.
    static let version = 1
    /// Maximum size of an alert file that can be read, in bytes.
    private static let limit = 4 << 20

    /// Errors in the file that was last read, each with its line number.
    package private(set) var problems: [String] = []
    /// Whether the file has a newer version of the format and therefore must not be overwritten.
    private var isNewer = false
    /// The history that was written last.
    private var written: AlertHistory?
    /// The path of the archive that the history was last written for.
    private var writtenArchive: String?

    package init() {}

    static func path(of archive: String) -> String { archive + ".alerts.jsonl" }

    /// Returns the modification time of an archive's alert file, or `nil` if it doesn't exist.
    static func modified(of archive: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path(of: archive)))?[.modificationDate] as? Date
    }

    /// Reads the alert file of an archive. Lines that aren't valid are skipped and reported in ``problems``.
    package mutating func read(of archive: String) -> AlertHistory {
        let path = Self.path(of: archive)
        problems = []
        isNewer = false
        var history = AlertHistory()
        guard FileManager.default.fileExists(atPath: path) else { return history }
        let bytes: [UInt8]
        do throws(InputError) {
            bytes = try SmallFile.bytes(of: path, limit: Self.limit)
        } catch {
            problems.append("\(error); starting with an empty alert history")
            return history
        }
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            let decoder = JSONDecoder()
            if index == 0 {
                guard let head = try? decoder.decode(AlertFileHead.self, from: Data(line)) else {
                    problems.append("\(path):1: invalid alert rules; ignored")
                    continue
                }
                isNewer = head.version > Self.version
                if isNewer {
                    problems.append("\(path): written by a newer version of launchtop; alerts are not saved")
                    return history
                }
                history.rules = head.activeRules
            } else if let alert = (try? decoder.decode(AlertFileLine.self, from: Data(line)))?.alert {
                history.add(alert)
            } else {
                problems.append("\(path):\(index + 1): invalid alert; skipped")
            }
        }
        return history
    }

    /// Writes the alert file of an archive atomically, if the history changed.
    ///
    /// - Returns: The error message, or `nil` on success.
    mutating func write(_ history: AlertHistory, of archive: String) -> String? {
        guard !isNewer, history != written || archive != writtenArchive else { return nil }
        (written, writtenArchive) = (history, archive)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let path = Self.path(of: archive)
        do {
            var data = try encoder.encode(AlertFileHead(history.rules))
            data.append(0x0A)
            for alert in history.alerts {
                data += try encoder.encode(AlertFileLine(alert))
                data.append(0x0A)
            }
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
            return nil
        } catch {
            return "\(path): can't write the alert history: \(SystemError.message(of: error))"
        }
    }
}
