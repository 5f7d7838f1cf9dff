import Canvas
import Market

extension Theme {
    /// The codes of the storefronts with fixed line styles, in the order of the theme's styles. Other storefronts use
    /// one of these styles, selected by a hash of their code.
    private static let knownStorefronts = ["us", "jp", "gb", "de", "fr", "cn"]

    /// Returns a line style for each storefront, so that a storefront has the same color on all pages. A repeated
    /// storefront, or one whose style is taken, gets the next free style. If no style is free, it gets the theme's last
    /// style.
    ///
    /// - Parameter all: The storefronts with data. The fixed styles of those that aren't drawn stay free, because other
    ///   pages draw them.
    func lines(of storefronts: [Storefront], among all: [Storefront] = []) -> [Style] {
        // The last style is for all lines without a style of their own.
        let count = max(1, lines.count - 1)
        var free = Set(0..<count)
        var styles = storefronts.map { _ in line(count) }
        for storefront in Set(all).subtracting(storefronts) {
            if let fixed = Self.knownStorefronts.firstIndex(of: storefront.code) { free.remove(fixed) }
        }
        var seen: Set<Storefront> = []
        let first = storefronts.indices.filter { seen.insert(storefronts[$0]).inserted }
        let known = storefronts.map { Self.knownStorefronts.firstIndex(of: $0.code) }
        // No other storefront takes the style of a known one that comes after it.
        let order =
            first.filter { known[$0] != nil } + first.filter { known[$0] == nil }
            + storefronts.indices.filter { !first.contains($0) }
        for index in order {
            let preferred = known[index] ?? storefronts[index].code.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
            let slot = (0..<count).lazy.map { (preferred + $0) % count }.first(where: free.contains)
            guard let slot else { continue }
            free.remove(slot)
            styles[index] = line(slot)
        }
        return styles
    }
}
