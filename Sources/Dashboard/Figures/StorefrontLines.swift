import Canvas
import Market

extension Theme {
    /// The storefronts with a line style of their own, in the order of the styles; others share these styles, chosen by
    /// their code.
    private static let knownStorefronts = ["us", "jp", "gb", "de", "fr", "cn"]

    /// Returns line styles for storefronts, so that a storefront has the same color on all pages. A storefront that occurs
    /// again, or whose style another one uses, gets the next free style; without a free one, the style for all further lines.
    func lines(of storefronts: [Storefront]) -> [Style] {
        // The last style is for all further lines.
        let count = max(1, lines.count - 1)
        var free = Set(0..<count)
        var styles = storefronts.map { _ in line(count) }
        var seen: Set<Storefront> = []
        let first = storefronts.indices.filter { seen.insert(storefronts[$0]).inserted }
        for index in first + storefronts.indices.filter({ !first.contains($0) }) {
            let code = storefronts[index].code
            let preferred =
                Self.knownStorefronts.firstIndex(of: code) ?? code.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
            let slot = (0..<count).lazy.map { (preferred + $0) % count }.first(where: free.contains)
            guard let slot else { continue }
            free.remove(slot)
            styles[index] = line(slot)
        }
        return styles
    }
}
