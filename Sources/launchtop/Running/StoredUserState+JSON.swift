import Dashboard
import Foundation
import Market

extension StoredUserState {
    /// The file format. All keys are optional; version 0.1 doesn't write `changed`.
    private struct Content: Codable {
        var watched: [String: Bool]?
        /// The times at which the apps in `watched` were changed, in seconds since the Unix epoch.
        var changed: [String: Double]?
        var commands: [String]?
        var read: [String: Double]?
    }

    /// Parses a file. Invalid app ids are ignored.
    init(json: Data) throws(DecodingError) {
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: json)
        } catch let error as DecodingError {
            throw error
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "\(error)"))
        }
        for (id, isOnWatchlist) in content.watched ?? [:] {
            guard let app = AppID(stored: id) else { continue }
            let at = content.changed?[id].flatMap(Self.time)
            watchlist[app] = Choice(isOnWatchlist: isOnWatchlist, at: at ?? Timestamp(seconds: 0))
        }
        lines = Array((content.commands ?? []).suffix(UserState.lineLimit))
        read = (content.read ?? [:]).compactMapValues(Self.time)
    }

    /// The state as JSON. Equal states have the same text.
    var json: Data {
        get throws {
            let content = Content(
                watched: Dictionary(watchlist.map { ($0.key.text, $0.value.isOnWatchlist) }) { $1 },
                changed: Dictionary(watchlist.map { ($0.key.text, Double($0.value.at.seconds)) }) { $1 },
                commands: lines,
                read: read.mapValues { Double($0.seconds) }
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(content)
        }
    }

    private static func time(_ seconds: Double) -> Timestamp? {
        Int64(exactly: seconds.rounded()).map { Timestamp(seconds: $0) }
    }
}
