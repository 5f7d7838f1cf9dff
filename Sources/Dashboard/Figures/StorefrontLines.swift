import Canvas
import Market

extension Theme {
    /// The codes of the storefronts with fixed line styles, in the order of the theme's styles. Other storefronts use
    /// one of these styles, selected by a hash of their code.
    private static let knownStorefronts = ["us", "jp", "gb", "de", "fr", "cn"]

    /// Returns a line style for each storefront, so that a storefront has the same color on all pages. A repeated
    /// storefront, or one whose style is taken, gets the next free style. If no style is free, it gets the theme's last
    /// style.
    func lines(of storefronts: [Storefront]) -> [Style] {
        // The last style is for all lines without a style of their own.
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
