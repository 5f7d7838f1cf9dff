import Canvas
import Market

/// A list of choices shown over the page, narrowed by typing.
struct Picker: Hashable, Sendable {
    /// The action to perform when an item is chosen.
    enum Choice: Hashable, Sendable {
        /// An action that shows a chart on the current page.
        case chart(Chart)
        case sort(SortChoice)
        case window(ChangeWindow)
        case theme(String)
        case origin(CompareAlignment)
        /// An action that opens the palette with this text.
        case line(String)
        case app(AppID)
        /// An action that shows the replay of the launch with this id.
        case launch(String)
        /// An action that shows a chart on the Charts page.
        case chartPage(Chart)
        case storefront(Storefront)
        case command(Command)
        /// An action that adds an app to the watchlist and polls its charts.
        case add(WatchInvocation)
    }

    struct Item: Hashable, Sendable {
        var choice: Choice
        var label: String
        /// A description next to the label. Typed text may match it too.
        var detail = ""
        /// The item's kind, shown at the right end of its row: "app", "chart".
        var kind = ""
    }

    let title: String
    /// All choices of the picker; for the finder, those shown until something is typed.
    let items: [Item]
    /// Whether the picker is the finder, which searches for typed text everywhere and not only in `items`.
    let isFinder: Bool
    /// The index of the item that is selected until something is typed.
    private let current: Int
    private(set) var field = TextField()
    /// The items that match the typed text, best first.
    private(set) var shown: [Item]
    private(set) var selection: Int

    init(title: String, items: [Item], selection: Int = 0, isFinder: Bool = false) {
        self.title = title
        self.items = items
        self.isFinder = isFinder
        current = selection
        shown = items
        self.selection = selection
    }

    /// The typed text.
    var text: String { field.text }

    /// The typed text as a pattern; `nil` if nothing is typed.
    var pattern: FuzzyPattern? { text.isEmpty ? nil : FuzzyPattern(text) }

    var selected: Item? { shown.indices.contains(selection) ? shown[selection] : nil }

    /// Selects a row. If there is no such row, selects the first or last one.
    mutating func select(_ row: Int) { selection = max(0, min(shown.count - 1, row)) }

    /// Applies an editing key and, if the text changes, shows the items that match it.
    ///
    /// - Parameter matches: A function that returns the items that match a text.
    mutating func edit(_ key: Key, matches: (String) -> [Item]) {
        let before = text
        field.apply(key)
        if text != before { narrow(matches) }
    }

    /// Removes the typed text and shows all items.
    mutating func clear() {
        field = TextField()
        narrow { _ in [] }
    }

    private mutating func narrow(_ matches: (String) -> [Item]) {
        shown = text.isEmpty ? items : matches(text)
        select(text.isEmpty ? current : 0)
    }

    /// Returns the picker's items that match a text, best first.
    func matches(_ text: String) -> [Item] {
        let pattern = FuzzyPattern(text)
        let scored = items.enumerated().compactMap { position, item in
            SearchEntry(item).score(pattern).map { (score: $0, position: position, item: item) }
        }
        return scored.sorted { ($0.score, $1.position) > ($1.score, $0.position) }.map(\.item)
    }
}
