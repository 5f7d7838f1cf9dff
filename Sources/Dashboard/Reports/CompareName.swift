import Canvas

/// What a compared launch is called: in full, and where there is little room.
struct CompareName: Hashable, Sendable {
    let base: String
    /// What tells it from another of that base, in full: "surge 2026"; empty where nothing has to.
    private(set) var mark: String
    /// The same in few letters: "'26".
    private(set) var shortMark: String

    init(_ base: String, mark: String = "", shortMark: String = "") {
        self.base = base
        self.mark = mark
        self.shortMark = shortMark
    }

    /// "Claude (surge 2026)".
    var full: String { mark.isEmpty ? base : "\(base) (\(mark))" }

    /// In so many columns: what tells it from others stays, and what others may have too is cut.
    func fitted(to width: Int) -> String {
        guard displayWidth(full) > width, !mark.isEmpty else { return DisplayText(full).fitted(to: width).text }
        for tail in [" (\(mark))", " \(shortMark)"] where displayWidth(tail) + 4 <= width {
            return DisplayText(base).fitted(to: width - displayWidth(tail)).text + tail
        }
        return DisplayText(full).fitted(to: width).text
    }

    /// Tells those that read alike apart by their ids.
    static func apart(_ names: [CompareName], ids: [String]) -> [CompareName] {
        let counts = Dictionary(names.map { ($0.full, 1) }, uniquingKeysWith: +)
        return zip(names, ids).map { name, id in
            guard counts[name.full] ?? 0 > 1 else { return name }
            var name = name
            name.mark = name.mark.isEmpty ? id : "\(name.mark), \(id)"
            name.shortMark = "…\(id.suffix(4))"
            return name
        }
    }
}
