import Input
import Market
import TOML

/// A type that reads the keys in a theme file and collects all errors.
struct ThemeDecoder: Sendable {
    private(set) var theme = ThemeFile()
    /// The errors in file order.
    private(set) var errors: [InputError] = []
    private let vocabulary: ThemeVocabulary

    init(_ vocabulary: ThemeVocabulary) { self.vocabulary = vocabulary }

    /// Reads a whole file. It must be called only once.
    mutating func read(_ root: TOMLReader) {
        for key in root.orderedKeys {
            do throws(InputError) {
                switch key {
                case "base": theme.base = try base(root)
                case "lines": theme.lines = styles("lines", root)
                case "ranks": theme.ranks = styles("ranks", root)
                case _ where vocabulary.roles.contains(key):
                    theme.styles[key] = style(root.value(key), in: root, key)
                default:
                    let known = (["base"] + vocabulary.roles + ["lines", "ranks"]).map { ($0, Self.synonyms[$0] ?? []) }
                    throw root.unknownKey(key, known: known)
                }
            } catch {
                errors.append(error)
            }
        }
    }

    /// Other names that users might try, for suggestions.
    private static let synonyms = [
        "base": ["inherit", "inherits", "parent", "extends"], "text": ["foreground", "fg", "normal"],
        "faint": ["muted", "dim", "grey", "gray", "comment"], "heading": ["title", "header"], "gain": ["up", "rise"],
        "loss": ["down", "fall"], "selection": ["selected", "cursor"], "match": ["search", "found"],
        "lines": ["line", "series", "palette"], "ranks": ["rank", "ramp", "heat"],
        "grid": ["border", "borders", "rule"], "stale": ["error", "warning"], "bar": ["bars"],
    ]

    private func base(_ root: TOMLReader) throws(InputError) -> String {
        let text = try root.text("base")
        guard vocabulary.bases.contains(text) else {
            let known = "use \(vocabulary.bases.joined(separator: ", "))"
            let hint = Suggestion.question(for: text, among: vocabulary.bases) ?? known
            throw root.error("base", "unknown theme \"\(text.prefix(80))\"; \(hint)")
        }
        return text
    }

    private mutating func styles(_ key: String, _ root: TOMLReader) -> [ThemeFile.Style]? {
        guard let values = root.values(key), (1...vocabulary.lineLimit).contains(values.count) else {
            errors.append(root.error(key, "expected a list of 1 to \(vocabulary.lineLimit) styles"))
            return nil
        }
        return values.enumerated().map { index, value in style(value, in: root, key, at: index) }
    }

    /// Reads a color, or a table with a color and attributes.
    private mutating func style(
        _ value: TOMLValue?,
        in reader: TOMLReader,
        _ key: String,
        at index: Int? = nil
    ) -> ThemeFile.Style {
        var style = ThemeFile.Style()
        guard case .table(let table) = value else {
            do throws(InputError) {
                style.color = try color(value, in: reader, key, at: index)
            } catch {
                errors.append(error)
            }
            return style
        }
        let named = table.named(key)
        for key in named.orderedKeys {
            do throws(InputError) {
                switch key {
                case "color": style.color = try color(named.value(key), in: named, key, at: nil)
                case "bold": style.bold = try named.flag(key)
                case "dim": style.dim = try named.flag(key)
                case "underline": style.underline = try named.flag(key)
                case "reverse": style.reverse = try named.flag(key)
                default:
                    let known = [
                        ("color", ["colour", "foreground", "fg", "ink"]), ("bold", []), ("dim", ["faint"]),
                        ("underline", ["underlined"]), ("reverse", ["inverse", "invert"]),
                    ]
                    throw named.unknownKey(key, known: known)
                }
            } catch {
                errors.append(error)
            }
        }
        return style
    }

    private func color(
        _ value: TOMLValue?,
        in reader: TOMLReader,
        _ key: String,
        at index: Int?
    ) throws(InputError) -> ThemeFile.ThemeColor {
        let expected = "expected \"#rrggbb\", 0 to 255, \"default\", or a name such as \"red\" or \"bright-blue\""
        switch value {
        case .integer(let number):
            guard let number = UInt8(exactly: number) else {
                throw reader.error(key, "invalid color \(number); expected 0 to 255", at: index)
            }
            return .palette(number)
        case .text(let text):
            if let color = ThemeFile.ThemeColor(text) { return color }
            let hint = Suggestion.question(for: text, among: ThemeFile.ThemeColor.names) ?? expected
            throw reader.error(key, "invalid color \"\(text.prefix(80))\"; \(hint)", at: index)
        default: throw reader.error(key, "invalid color; \(expected)", at: index)
        }
    }
}
