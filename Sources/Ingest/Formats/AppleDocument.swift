import Foundation
import Market

/// The envelope of Apple's JSON feeds, recognised by what is in it.
struct AppleDocument: Decodable {
    let feed: AppleFeed.Feed

    init(from decoder: any Decoder) throws {
        let root: KeyedDecodingContainer<AnyKey>
        do {
            root = try decoder.container(keyedBy: AnyKey.self)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [AnyKey("(top)")], debugDescription: "holds a JSON list and no feed")
            )
        }
        guard root.contains("feed") else {
            let keys = root.allKeys.map(\.stringValue).sorted().prefix(6).joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: [AnyKey("(top)")],
                    debugDescription: keys.isEmpty
                        ? "is an empty JSON object" : "holds JSON without a feed (its keys are \(keys))"
                )
            )
        }
        let container = try root.nestedContainer(keyedBy: AnyKey.self, forKey: "feed")
        feed = container.contains("results") ? try Self.flat(container) : try Self.legacy(container)
    }

    /// v1 and v2: scalars are scalars, the entries are in `results`.
    private static func flat(_ feed: KeyedDecodingContainer<AnyKey>) throws -> AppleFeed.Feed {
        AppleFeed.Feed(
            address: try? feed.decode(String.self, forKey: "id"),
            updated: (try? feed.decode(String.self, forKey: "updated")).flatMap(FeedDate.timestamp),
            entriesPath: "feed.results",
            entries: try feed.decode([Lossy<FlatEntry>].self, forKey: "results").map { lossy in
                lossy.result.map { AppleFeed.Entry(id: $0.id.text, name: $0.name, developer: $0.artistName) }
            }
        )
    }

    /// Legacy: every scalar is an object with a `label`, and `entry` is a list, one object, or absent.
    private static func legacy(_ feed: KeyedDecodingContainer<AnyKey>) throws -> AppleFeed.Feed {
        let links = (try? feed.decode(OneOrMany<Lossy<LegacyLink>>.self, forKey: "link").items) ?? []
        let own = links.compactMap { try? $0.result.get() }.first { $0.attributes.rel == "self" }?.attributes.href
        let entries =
            feed.contains("entry") ? try feed.decode(OneOrMany<Lossy<LegacyEntry>>.self, forKey: "entry").items : []
        return AppleFeed.Feed(
            address: (try? feed.decode(Label.self, forKey: "id").label) ?? own,
            updated: (try? feed.decode(Label.self, forKey: "updated").label).flatMap(FeedDate.timestamp),
            entriesPath: "feed.entry",
            entries: entries.map { lossy in
                lossy.result.map {
                    AppleFeed.Entry(id: $0.id.attributes.id, name: $0.name?.label, developer: $0.artist?.label)
                }
            }
        )
    }
}

private struct FlatEntry: Decodable {
    let id: TextOrNumber
    let name: String?
    let artistName: String?

    enum CodingKeys: String, CodingKey { case id, name, artistName }

    /// Only the id must be right; a name of another kind is no name.
    init(from decoder: any Decoder) throws {
        let entry = try decoder.container(keyedBy: CodingKeys.self)
        id = try entry.decode(TextOrNumber.self, forKey: .id)
        name = try? entry.decode(String.self, forKey: .name)
        artistName = try? entry.decode(String.self, forKey: .artistName)
    }
}

private struct Label: Decodable {
    let label: String
}

private struct LegacyLink: Decodable {
    struct Attributes: Decodable {
        let rel: String?
        let href: String?
    }
    let attributes: Attributes
}

private struct LegacyEntry: Decodable {
    struct Identity: Decodable {
        struct Attributes: Decodable {
            let id: String
            enum CodingKeys: String, CodingKey { case id = "im:id" }
        }
        let attributes: Attributes
    }
    let id: Identity
    let name: Label?
    let artist: Label?

    enum CodingKeys: String, CodingKey {
        case id
        case name = "im:name"
        case artist = "im:artist"
    }

    init(from decoder: any Decoder) throws {
        let entry = try decoder.container(keyedBy: CodingKeys.self)
        id = try entry.decode(Identity.self, forKey: .id)
        name = try? entry.decode(Label.self, forKey: .name)
        artist = try? entry.decode(Label.self, forKey: .artist)
    }
}
