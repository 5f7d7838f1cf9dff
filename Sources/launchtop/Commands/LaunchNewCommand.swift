import ArgumentParser
import Ingest
import Market

struct LaunchNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a launch file to begin with, with what can be in it as comments."
    )

    @OptionGroup var options: LaunchFileOptions
    @Option(help: "The app's id in its store, where it is known.") var app: String?
    @Option(help: "appstore or googleplay.") var store = "appstore"
    @Option(help: "Who makes the app.") var developer: String?
    @Option(help: "Who could use it, in a few words.") var access = "open"

    func validate() throws {
        guard Store(anyName: store) != nil else {
            throw ArgumentParser.ValidationError("“\(store)” is no store; there are appstore and googleplay")
        }
        _ = try appID()
    }

    /// The id of the app, where it is known.
    private func appID() throws -> AppID? {
        do throws(InvalidText) {
            guard let app else { return nil }
            return try AppID.parse(app, in: Store(anyName: store))
        } catch {
            throw ArgumentParser.ValidationError("--app: \(error.problem)")
        }
    }

    func run() throws {
        let name = options.name ?? options.id ?? "My App"
        let id = options.id ?? LaunchFileOptions.slug(name)
        guard let placeholder = AppID.placeholder(forLaunch: id) else { throw Failure("“\(id)” makes no app id") }
        let launch = Launch(
            id: id,
            name: name,
            app: try appID() ?? placeholder,
            developer: developer,
            store: Store(anyName: store),
            day0: options.day0?.day ?? SourceLoader.now().day,
            storefronts: try options.storefronts() ?? [],
            access: access,
            series: nil,
            observations: [],
            events: [],
            conflicts: [],
            missing: ["Whatever nobody published, a sentence each."]
        )
        try options.write(LaunchFile.template(of: launch))
    }
}
