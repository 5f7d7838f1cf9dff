import Dashboard
import Foundation
import Market

extension StoredUserState {
    /// The format of the state file. All keys are optional; version 0.1 doesn't write `changed`.
    private struct Content: Codable {
        var watched: [String: Bool]?
        /// The times at which the apps in `watched` were changed, in seconds since the Unix epoch.
        var changed: [String: Double]?
        /// The details that the user entered about apps, by app id.
        var apps: [String: Details]?
        /// Whether apps on the watchlist are at the top of charts; left out unless `true`.
        var pinned: Bool?
        var commands: [String]?
        var read: [String: Double]?
        /// The times of the last visits, by subject, in seconds since the Unix epoch.
        var visits: [String: Double]?
        var pages: [String: StoredPage]?
        /// The items marked for comparison, by subject.
        var marked: [String: [Item]]?
    }

    /// A launch in the library, or an app.
    private struct Item: Codable {
        var launch: String?
        var app: String?

        init(_ item: CompareItem) {
            switch item {
            case .launch(let id): launch = id
            case .app(let id): app = id.text
            }
        }

        var item: CompareItem? { launch.map { .launch($0) } ?? app.flatMap { AppID(stored: $0) }.map { .app($0) } }
    }

    private struct Details: Codable {
        var name: String?
        /// The launch time in seconds since the Unix epoch.
        var launch: Double?
        /// The id in the other store.
        var other: String?
    }

    /// Parses the contents of a state file. Invalid app ids are ignored.
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
        for (id, details) in content.apps ?? [:] {
            guard let app = AppID(stored: id) else { continue }
            watched[app] = WatchedApp(
                app,
                name: details.name,
                launch: details.launch.flatMap(Self.time),
                counterpart: details.other.flatMap { AppID(stored: $0) }.flatMap { $0.store == app.store ? nil : $0 }
            )
        }
        pinsWatched = content.pinned ?? false
        lines = Array((content.commands ?? []).suffix(UserState.lineLimit))
        read = (content.read ?? [:]).compactMapValues(Self.time)
        visits = (content.visits ?? [:]).compactMapValues(Self.time)
        lastPages = (content.pages ?? [:]).mapValues(\.lastPage)
        marked = (content.marked ?? [:]).mapValues { Array($0.compactMap(\.item).prefix(CompareItem.limit)) }
    }

    /// The state as JSON. Equal states have the same JSON text.
    var json: Data {
        get throws {
            let content = Content(
                watched: Dictionary(watchlist.map { ($0.key.text, $0.value.isOnWatchlist) }) { $1 },
                changed: Dictionary(watchlist.map { ($0.key.text, Double($0.value.at.seconds)) }) { $1 },
                apps: Dictionary(
                    watched.map { app, details in
                        let launch = details.launch.map { Double($0.seconds) }
                        return (app.text, Details(name: details.name, launch: launch, other: details.counterpart?.text))
                    }
                ) { $1 },
                pinned: pinsWatched ? true : nil,
                commands: lines,
                read: read.mapValues { Double($0.seconds) },
                visits: visits.isEmpty ? nil : visits.mapValues { Double($0.seconds) },
                pages: lastPages.isEmpty ? nil : lastPages.mapValues { StoredPage($0) },
                marked: marked.isEmpty ? nil : marked.mapValues { $0.map(Item.init) }
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(content)
        }
    }

    static func time(_ seconds: Double) -> Timestamp? {
        Int64(exactly: seconds.rounded()).map { Timestamp(seconds: $0) }
    }
}
