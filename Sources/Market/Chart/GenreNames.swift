/// The English names of the stores' genres by id.
enum GenreNames {
    /// Apple's genres as listed by its genre service in 2026, with the retired genres (6022, 7007, 7008) and 6061,
    /// which occurs in collected charts. A game genre with the same name as an app genre has "Games" appended.
    static let apple: [String: String] = [
        "6000": "Business", "6001": "Weather", "6002": "Utilities", "6003": "Travel", "6004": "Sports",
        "6005": "Social Networking", "6006": "Reference", "6007": "Productivity", "6008": "Photo & Video",
        "6009": "News", "6010": "Navigation", "6011": "Music", "6012": "Lifestyle", "6013": "Health & Fitness",
        "6014": "Games", "6015": "Finance", "6016": "Entertainment", "6017": "Education", "6018": "Books",
        "6020": "Medical", "6021": "Magazines & Newspapers", "6022": "Catalogs", "6023": "Food & Drink",
        "6024": "Shopping", "6025": "Stickers", "6026": "Developer Tools", "6027": "Graphics & Design",
        "6061": "Kids",
        "7001": "Action", "7002": "Adventure", "7003": "Casual", "7004": "Board", "7005": "Card",
        "7006": "Casino", "7007": "Dice", "7008": "Educational", "7009": "Family", "7011": "Music Games",
        "7012": "Puzzle", "7013": "Racing", "7014": "Role Playing", "7015": "Simulation", "7016": "Sports Games",
        "7017": "Strategy", "7018": "Trivia", "7019": "Word",
    ]

    /// Google Play's categories as accepted by its chart service. Game categories have "Games" in their name, because
    /// some app categories, such as music and sports, have the same name. `APPLICATION` is everything except games.
    static let google: [String: String] = {
        var names = [
            "APPLICATION": "Apps", "ANDROID_WEAR": "Wear OS", "LIBRARIES_AND_DEMO": "Libraries & Demo",
            "PERSONALIZATION": "Personalization", "SOCIAL": "Social", "VIDEO_PLAYERS": "Video Players & Editors",
            "GAME": "Games", "FAMILY": "Family", "WATCH_FACE": "Watch Faces", "COMICS": "Comics",
        ]
        let plain = [
            "ART_AND_DESIGN", "AUTO_AND_VEHICLES", "BEAUTY", "BOOKS_AND_REFERENCE", "BUSINESS", "COMMUNICATION",
            "DATING", "EDUCATION", "ENTERTAINMENT", "EVENTS", "FINANCE", "FOOD_AND_DRINK", "HEALTH_AND_FITNESS",
            "HOUSE_AND_HOME", "LIFESTYLE", "MAPS_AND_NAVIGATION", "MEDICAL", "MUSIC_AND_AUDIO",
            "NEWS_AND_MAGAZINES", "PARENTING", "PHOTOGRAPHY", "PRODUCTIVITY", "SHOPPING", "SPORTS", "TOOLS",
            "TRAVEL_AND_LOCAL", "WEATHER",
        ]
        for id in plain { names[id] = title(of: id) }
        let games = [
            "ACTION", "ADVENTURE", "ARCADE", "BOARD", "CARD", "CASINO", "CASUAL", "EDUCATIONAL", "MUSIC", "PUZZLE",
            "RACING", "ROLE_PLAYING", "SIMULATION", "SPORTS", "STRATEGY", "TRIVIA", "WORD",
        ]
        for kind in games { names["GAME_\(kind)"] = "\(title(of: kind)) Games" }
        return names
    }()

    /// Returns the title of a category id, such as "Food & Drink" for `FOOD_AND_DRINK`.
    private static func title(of id: String) -> String {
        id.split(separator: "_").map { $0 == "AND" ? "&" : $0.prefix(1) + $0.dropFirst().lowercased() }
            .joined(separator: " ")
    }

    static func names(in store: Store) -> [String: String] {
        switch store {
        case .appStore: apple
        case .googlePlay: google
        }
    }

    /// Returns a store's genre ids by folded name.
    static func ids(in store: Store) -> [String: String] {
        switch store {
        case .appStore: appleIDs
        case .googlePlay: googleIDs
        }
    }

    /// Apple's genre ids by folded name. Game genres are listed with and without "games".
    private static let appleIDs: [String: String] = {
        var ids = index(apple)
        for (id, name) in apple where id.hasPrefix("7") { addGames(id, FoldedText.folded(name), to: &ids) }
        (ids["arcade"], ids["game"]) = ("7003", "6014")
        return ids
    }()

    /// Google's category ids by folded name. Game categories are also listed without "games" unless another category
    /// has that name.
    private static let googleIDs: [String: String] = {
        var ids = index(google)
        for id in google.keys where id.hasPrefix("GAME_") {
            let kind = FoldedText.folded(String(id.dropFirst(5)))
            addGames(id, kind, to: &ids)
            if kind != "music", ids[kind] == nil { ids[kind] = id }
        }
        return ids
    }()

    private static func addGames(_ id: String, _ kind: String, to ids: inout [String: String]) {
        let kind = kind.hasSuffix("games") ? String(kind.dropLast(5)) : kind
        for name in ["\(kind)games", "\(kind)game", "games\(kind)"] { ids[name] = id }
    }

    private static func index(_ names: [String: String]) -> [String: String] {
        var ids: [String: String] = [:]
        for (id, name) in names {
            ids[FoldedText.folded(id)] = id
            ids[FoldedText.folded(name)] = id
            // "Photo & Video" as `photo-video`.
            if name.contains(" & ") { ids[FoldedText.folded(name.replacing(" & ", with: " "))] = id }
        }
        return ids
    }
}
