import Canvas

extension CommandTable {
    /// A group of commands in the manual.
    public struct Section: Hashable, Sendable {
        public struct Entry: Hashable, Sendable {
            /// The labels of the keys; empty for commands without a key.
            public let keys: [String]
            /// The command's name in the palette and the config file.
            public let name: String
            /// An example of the argument; `nil` if the command takes none.
            public let example: String?
            public let title: String
            /// The names of the pages on which the command is available; empty for all pages.
            public let pages: [String]
        }

        public let title: String
        public let entries: [Entry]
    }

    /// All commands by group.
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
                        pages: PageID.all.filter { row.pages?.contains($0) ?? false }.map(\.name)
                    )
                }
            )
        }
    }
}
