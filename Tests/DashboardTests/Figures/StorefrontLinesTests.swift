import Canvas
import Market
import Testing

@testable import Dashboard

@Suite("Line styles of storefronts")
struct StorefrontLinesTests {
    /// Returns the positions of the storefronts' line styles in the theme.
    private func styles(_ codes: String, _ theme: Theme = .dark) -> [Int?] {
        let storefronts = codes.split(separator: " ").compactMap { Storefront(stored: String($0)) }
        return theme.lines(of: storefronts).map { theme.lines.firstIndex(of: $0) }
    }

    @Test("a major storefront's line style doesn't depend on the other storefronts or their order")
    func same() {
        #expect(styles("us jp gb de fr cn") == [0, 1, 2, 3, 4, 5])
        #expect(styles("de us") == [3, 0] && styles("cn") == [5] && styles("fr jp de") == [4, 1, 3])
    }

    @Test("a storefront whose line style is taken gets a free style, or the last style if none is free")
    func collisions() {
        // A repeated storefront doesn't take the style of one that comes after it.
        #expect(styles("us us jp") == [0, 2, 1])
        #expect(Set(styles("us jp gb de fr it")).count == 6)
        // Nor does one that prefers the same style: that of India is the style of China if China isn't shown.
        #expect(styles("in") == [5] && styles("in cn us") == [1, 5, 0])
        #expect(styles("us jp gb de fr cn it es").suffix(2) == [6, 6])
    }

    @Test("a storefront doesn't get the fixed style of one that has data but isn't drawn")
    func reserved() {
        func styles(_ codes: [String], among all: [String]) -> [Int?] {
            let storefronts = [codes, all].map { $0.compactMap { Storefront(stored: $0) } }
            return Theme.dark.lines(of: storefronts[0], among: storefronts[1]).map {
                Theme.dark.lines.firstIndex(of: $0)
            }
        }
        #expect(styles(["cn", "in"], among: []) == [5, 0])
        #expect(styles(["cn", "in"], among: ["us", "cn", "in"]) == [5, 1])
        #expect(styles(["cn", "in"], among: ["us", "jp", "gb", "de", "fr", "cn", "in"]) == [5, 6])
    }

    @Test("a theme with fewer line styles than storefronts repeats its last style")
    func mono() {
        #expect(styles("us jp gb de fr", .mono) == [0, 1, 2, 3, 3])
    }
}
