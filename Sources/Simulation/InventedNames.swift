/// A type that generates names of apps and developers that sound real but are invented.
struct InventedNames {
    private var generator: SeededGenerator
    private var taken: Set<String> = []

    init(generator: SeededGenerator) { self.generator = generator }

    private static let starts = [
        "Lumo", "Pixa", "Nori", "Vela", "Quill", "Tandem", "Orbi", "Fable", "Mint", "Kite", "Echo", "Plume", "Sprig",
        "Tidal", "Bramble", "Cinder", "Dapple", "Ember", "Fjord", "Gusto",
    ]
    private static let ends = [
        "Notes", "Cam", "Fit", "Go", "Chat", "Maps", "Recipes", "Studio", "Weather", "Budget", "Sketch", "Radio",
        "Garden", "Lens", "Trips", "Focus",
    ]
    private static let tails = ["", "", "", ": Photo & Video Editor", " – Daily Planner", " AI", " 日記", " カメラ"]
    private static let houses = ["Labs", "Works", "Oy", "GmbH", "Studio", "Inc.", "株式会社", "Ltd."]

    mutating func app() -> String {
        for _ in 0..<100 {
            let name = "\(pick(Self.starts)) \(pick(Self.ends))\(pick(Self.tails))"
            if taken.insert(name).inserted { return name }
        }
        return "App \(taken.count)"
    }

    mutating func developer() -> String { "\(pick(Self.starts)) \(pick(Self.houses))" }

    private mutating func pick(_ words: [String]) -> String {
        words[Int.random(in: 0..<words.count, using: &generator)]
    }
}
