import Canvas

extension CommandTable {
    /// The commands of one group, as the manual page lists them.
    public struct Section: Hashable, Sendable {
        public struct Entry: Hashable, Sendable {
            /// Labels of the keys; none where it is only typed.
            public let keys: [String]
            /// What the palette and the settings call it, with an example of what may follow.
            public let name: String
            public let example: String?
            public let title: String
            /// The names of the pages on which it works; empty for all.
            public let pages: [String]
        }

        public let title: String
        public let entries: [Entry]
    }

    /// Every command, group by group.
    public var sections: [Section] {
        Group.allCases.map { group in
            Section(
                title: group.rawValue,
                entries: rows.filter { $0.group == group }.map { row in
                    Section.Entry(
                        keys: row.keys.map(\.label),
                        name: row.command.rawValue,
                        example: row.argument?.example,
                        title: row.title,
                        pages: Page.allCases.filter { row.pages?.contains($0) ?? false }.map(\.name)
                    )
                }
            )
        }
    }
}
