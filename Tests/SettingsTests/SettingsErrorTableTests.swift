import Foundation
import Input
import Settings
import TestSupport
import Testing

@Suite("Error messages about config and theme files")
struct SettingsErrorTableTests {
    private static let syntax = ["[archive", "keep =", "keep = 1\nkeep = 2", "[archive]\n[archive]", "a = \"x"]

    private static let unknown = [
        "[look]", "[watch]", "[archiv]", "[zzz]", "archive = 3", "source = 3", "alert = [1]", "[keys]\nx = 3",
        "[archive]\nkept = \"1d\"", "[polling]\nevery = \"1m\"", "[polling]\nevry = \"1m\"",
    ]

    private static let values = [
        "[archive]\npath = \"  \"", "[archive]\npath = \"a\\u0000b\"", "[archive]\nkeep = \"10\"",
        "[archive]\nkeep = 10", "[archive]\nkeep = \"\"", "[store]\nmemory = \"much\"", "[polling]\ninterval = \"1s\"",
        "[polling]\nrequests_per_minute = 0", "[polling]\nconnections = 65", "[watchlist]\napps = \"1\"",
        "[watchlist]\napps = [1.5]", "[watchlist]\napps = [\"a b\"]", "[watchlist]\nmilestones = [0]",
        "[watchlist]\nmilestones = [\"1\"]",
        "[watchlist]\nmilestones = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]",
        "[display]\ntheme = \"../x\"", "[display]\nascii = 1", "[display]\ncolor = \"allways\"",
        "[display]\nzone = \"berlin\"", "[display]\nzone = \"CEST\"",
        "[keys]\nfilter = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\", \"k\", \"l\", \"m\", \"n\","
            + " \"o\", \"p\", \"q\"]",
    ]

    private static let sources = [
        "", "every = \"1m\"", "interval = \"8d\"", "from = \"-\"", "from = \"ftp://x\"",
        "from = \"appstore:ja/top-free\"", "from = \"https://me:pw@example.com/\"",
        "from = \"/x\"\n[[source]]\nfrom = \"/x\"", "from = \"/x\"\nauthorization = \"Bearer x\"",
        "from = \"/x\"\nauthorization = Bearer", "from = \"/x\"\nauthorization = \"file:none\"",
        "from = \"/x\"\nauthorization = \"file:open\"", "from = \"/x\"\nstorefront = \"ja\"",
        "from = \"/x\"\nchart = \"top-fre\"", "from = \"/x\"\nchart = \"Top!\"", "from = \"/x\"\ngenre = \"gamez\"",
    ]

    private static let connect = [
        "from = \"appstoreconnect:sales\"", "from = \"appstoreconnect:sales/85001234\"\nissuer_id = \"\"",
        "from = \"appstoreconnect:reviews\"", "from = \"appstoreconnect:sales/x\"",
        "from = \"/x\"\nkey_id = \"2X9R4HXF34\"", "from = \"/x\"\nvendor_number = \"x\"",
        "from = \"/x\"\nvendor_number = 85001234", "from = \"/x\"\nissuer_id = \"57246542\"",
        "from = \"/x\"\nkey_id = \"AuthKey\"", "from = \"/x\"\nprivate_key = \"-----BEGIN PRIVATE KEY-----\"",
        "from = \"/x\"\nprivate_key = \"file:open\"", "from = \"/x\"\nvendor = \"85001234\"",
        "from = \"appstoreconnect:sales/85001234\"\nvendor_number = \"85001235\"",
        "from = \"appstoreconnect:sales/85001234\"\n\(account)authorization = \"env:X\"",
        "from = \"appstoreconnect:sales\"\nvendor_number = \"85001234\"\n\(account)[[source]]\n"
            + "from = \"appstoreconnect:sales/85001234\"\n\(account)",
    ]

    private static let vendors = [
        "from = \"appfigures:ranks\"", "from = \"appfigures:ranks\"\nauthorization = \"env:X\"",
        "from = \"appfigures:rank\"", "from = \"appfigures:ranks/zz\"", "from = \"/x\"\nheaders = 1",
        "from = \"/x\"\nheaders = { \"x-key\" = \"secret-key\" }", "from = \"/x\"\nheaders = { x-key = secret-key }",
        "from = \"/x\"\nheaders = { \"x key\" = \"env:X\" }", "from = \"/x\"\nheaders = { Host = \"env:X\" }",
        "from = \"/x\"\nheaders = { Authorization = \"env:X\" }", "from = \"/x\"\nheaders = { x-key = \"\" }",
        "from = \"/x\"\nheaders = { x-key = \"env:X\", X-Key = \"env:Y\" }",
        "from = \"/x\"\nheaders = { x-key = \"file:open\" }", "from = \"/x\"\nids = { 1 = \"x y\" }",
        "from = \"/x\"\nids = { \"a,b\" = \"1\" }", "from = \"/x\"\nids = { a = 1 }",
        "from = \"/x\"\nhistory = \"2h\"", "from = \"/x\"\nhistory = \"401d\"",
        "from = \"/x\"\nhistory = \"forever\"",
    ]

    private static let watchlist = [
        "", "name = \"Mint\"", "appstore = \"com.a.b\"", "googleplay = 1559935726", "googleplay = \"mint\"",
        "appstore = 1\napp = \"2\"", "apps = [\"1\"]", "appstore = 1\nandroid = \"com.a.b\"", "appstore = 0",
        "appstore = 1\n[[watchlist]]\napp = \"id1\"", "appstore = 1\nname = \" \"",
        "appstore = 1\nmilestones = [0]",
    ]

    private static let account =
        "issuer_id = \"57246542-96fe-1a63-e053-0824d011072a\"\nkey_id = \"2X9R4HXF34\"\nprivate_key = \"env:KEY\"\n"

    private static let alerts = [
        "", "when = \"\"", "say = \"x\"\nwhen = \"rank <= 1\"", "when = \"rnk <= 1\"",
        "when = \"source stale\"\napp = \"1\"", "when = \"rank <= 1\"\napp = \"watched\"",
        "when = \"rank <= 1\"\nmessage = \"{nam}\"",
        "when = \"rank <= 1\"\nmessage = \"\(String(repeating: "x", count: 2001))\"",
        "when = \"rank <= 1\"\ncommand = \"x\"", "when = \"rank <= 1\"\ncommand = [\"{name}\"]",
        "when = \"rank <= 1\"\ncommand = [\(String(repeating: "\"x\", ", count: 65))]",
        "when = \"rank <= 1\"\nwebhook = \"http://example.com/\"", "when = \"rank <= 1\"\nwebhook = \"x\"",
        "when = \"rank <= 1\"\nwebhook = x", "when = \"rank <= 1\"\nwebhook = \"env:a b\"",
        "when = \"rank <= 1\"\n[[alert]]\nwhen = \"rank < 2\"",
    ]

    private static let commands = [
        "[\"sh\", \"-c\", \"say {name}\"]", "[\"python3\", \"-c\", \"{name}\"]", "[\"ssh\", \"host\", \"{title}\"]",
    ]

    private static let themes = [
        "gain = \"blu\"", "gain = \"#12345\"", "gain = 256", "gain = true", "losss = 1", "zzz = 1", "base = \"drak\"",
        "base = \"violet\"", "loss = { colour = 1 }", "loss = { bold = 1 }", "lines = []", "lines = [1, \"rad\"]",
    ]

    @Test("error messages about config and theme files match the golden file")
    func table() throws {
        let folder = try TemporaryFolder()
        try folder.write("secret", to: "open")
        #expect(chmod(folder.url.appendingPathComponent("open").path, 0o644) == 0)
        let file = folder.url.appendingPathComponent("config.toml")
        var lines: [String] = []
        func add(_ title: String, _ texts: [String], _ problems: (String) throws -> [String]) rethrows {
            lines.append("\(title)")
            for text in texts {
                let shown = text.isEmpty ? "(empty)" : text.replacing("\n", with: " ⏎ ")
                lines.append("  \(shown.count > 80 ? shown.prefix(80) + "…" : shown[...])")
                let found = try problems(text).map { $0.replacing(folder.url.path + "/", with: "") }
                lines += found.map { "    \($0)" }
                if found.isEmpty { lines.append("    (none)") }
            }
        }
        func errors(_ text: String) throws -> [String] {
            try Data(text.utf8).write(to: file)
            let error = #expect(throws: ConfigurationErrors.self) { _ = try Configuration(file: file) }
            return error?.errors.map(\.description) ?? []
        }
        try add("syntax", Self.syntax, errors)
        try add("tables and keys", Self.unknown, errors)
        try add("values", Self.values, errors)
        try add("[[source]]", Self.sources) { try errors("[[source]]\n\($0)\n") }
        try add("[[source]] at App Store Connect", Self.connect) { try errors("[[source]]\n\($0)\n") }
        try add("[[source]] at vendors", Self.vendors) { try errors("[[source]]\n\($0)\n") }
        try add("[[watchlist]]", Self.watchlist) { try errors("[[watchlist]]\n\($0)\n") }
        try add("[[alert]]", Self.alerts) { try errors("[[alert]]\n\($0)\n") }
        try add("alert commands", Self.commands) { command in
            try Data("[[alert]]\nwhen = \"rank <= 1\"\ncommand = \(command)\n".utf8).write(to: file)
            return try LoadedConfiguration(file: file).warnings.map(\.description)
        }
        let vocabulary = ThemeVocabulary(bases: ["auto", "dark", "light"], roles: ["gain", "loss"], lineLimit: 3)
        add("theme file", Self.themes) { text in
            let path = (try? folder.write(text, to: "mine.toml")) ?? ""
            return LoadedTheme(file: URL(fileURLWithPath: path), vocabulary: vocabulary).errors.map(\.description)
        }
        for (secret, name) in [(nil, "missing"), ("a\nb", "two lines")] as [(String?, String)] {
            let environment = secret.map { ["KEY": $0] } ?? [:]
            let error = #expect(throws: InputError.self) {
                try Authorization.environment("KEY").secret(environment: environment)
            }
            lines += ["secret, \(name)", "    \(error?.description ?? "")"]
        }
        let difference = Golden.difference(of: lines.joined(separator: "\n") + "\n", named: "errors-settings")
        #expect(difference == nil, "\(difference ?? "")")
    }
}
