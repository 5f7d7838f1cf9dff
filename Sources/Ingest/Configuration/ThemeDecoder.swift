import Market

/// Reads the keys of a theme file and gathers all that is wrong with them.
struct ThemeDecoder: Sendable {
    private(set) var theme = ThemeFile()
    /// In the order of the file.
    private(set) var errors: [IngestError] = []
    private let vocabulary: ThemeVocabulary

    init(_ vocabulary: ThemeVocabulary) { self.vocabulary = vocabulary }

    /// Reads a whole file; to be called once.
    mutating func read(_ root: TOMLReader) {
        for key in root.orderedKeys {
            do throws(IngestError) {
                switch key {
                case "base": theme.base = try base(root)
                case "lines": theme.lines = lines(root)
                case _ where vocabulary.roles.contains(key):
                    theme.styles[key] = style(root.value(key), in: root, key)
                default:
                    let known = (["base"] + vocabulary.roles + ["lines"]).map { ($0, Self.synonyms[$0] ?? []) }
                    throw ConfigurationDecoder.stranger(key, among: known, in: root)
                }
            } catch {
                errors.append(error)
            }
        }
    }

    /// Other words that people try.
    private static let synonyms = [
        "base": ["inherit", "inherits", "parent", "extends"], "text": ["foreground", "fg", "normal"],
        "faint": ["muted", "dim", "grey", "gray", "comment"], "heading": ["title", "header"], "gain": ["up", "rise"],
        "loss": ["down", "fall"], "selection": ["selected", "cursor"], "match": ["search", "found"],
        "lines": ["line", "series", "palette"], "stale": ["error", "warning"], "bar": ["bars"],
    ]

    private func base(_ root: TOMLReader) throws(IngestError) -> String {
        let text = try root.text("base")
        guard vocabulary.bases.contains(text) else {
            let hint = Suggestion.hint(for: text, among: vocabulary.bases)
            throw root.fault("base", "“\(text.prefix(80))” is not built in; \(hint)")
        }
        return text
    }

    private mutating func lines(_ root: TOMLReader) -> [ThemeFile.Style]? {
        guard let values = root.values("lines"), (1...vocabulary.lineLimit).contains(values.count) else {
            errors.append(root.fault("lines", "is not a list of 1 to \(vocabulary.lineLimit) looks"))
            return nil
        }
        return values.enumerated().map { index, value in style(value, in: root, "lines", at: index) }
    }

    /// A colour, or a table of a colour and attributes.
    private mutating func style(
        _ value: TOMLValue?,
        in reader: TOMLReader,
        _ key: String,
        at index: Int? = nil
    ) -> ThemeFile.Style {
        var style = ThemeFile.Style()
        guard case .table(let table) = value else {
            do throws(IngestError) {
                style.color = try color(value, in: reader, key, at: index)
            } catch {
                errors.append(error)
            }
            return style
        }
        let named = table.named(index.map { "“\(key)” \($0 + 1)" } ?? "“\(key)”")
        for key in named.orderedKeys {
            do throws(IngestError) {
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
                    throw ConfigurationDecoder.stranger(key, among: known, in: named)
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
    ) throws(IngestError) -> ThemeFile.ThemeColor {
        let wanted =
            "\"#rrggbb\", a number from 0 to 255, \"default\", or one of the sixteen names such as \"bright-blue\""
        switch value {
        case .integer(let number):
            guard let number = UInt8(exactly: number) else {
                throw reader.fault(key, "\(number) is not from 0 to 255", at: index)
            }
            return .palette(number)
        case .text(let text):
            if let ink = ThemeFile.ThemeColor(text) { return ink }
            let hint = Suggestion.question(for: text, among: ThemeFile.ThemeColor.names) ?? "it is \(wanted)"
            throw reader.fault(key, "“\(text.prefix(80))” is no colour; \(hint)", at: index)
        default: throw reader.fault(key, "is no colour: \(wanted)", at: index)
        }
    }
}
