import ArgumentParser
import Collector
import Launches
import Market

struct LaunchNewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Create a launch file with the required keys and commented examples."
    )

    @OptionGroup var options: LaunchFileOptions
    @Option(help: "App id in the store.") var app: String?
    @Option(help: "Store: appstore or googleplay.") var store = "appstore"
    @Option(help: "Developer of the app.") var developer: String?
    @Option(help: "Access at launch, such as \"invite only\".") var access = "open"

    func validate() throws {
        guard Store(anyName: store) != nil else {
            throw ArgumentParser.ValidationError("--store: unknown store \"\(store)\"; use appstore or googleplay")
        }
        _ = try appID()
    }

    /// Returns the app id given with `--app`, or `nil` if there is none.
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
        let id = options.id ?? LaunchFile.id(from: name)
        guard let placeholder = AppID.placeholder(forLaunch: id) else {
            throw Failure("can't derive an app id from \"\(id)\"; choose another --id")
        }
        let launch = Launch(
            id: id,
            name: name,
            app: try appID() ?? placeholder,
            developer: developer,
            store: Store(anyName: store),
            day0: options.day0?.day ?? SystemClock.now().day,
            storefronts: try options.storefronts() ?? [],
            access: access,
            series: nil,
            observations: [],
            events: [],
            conflicts: [],
            missing: ["Figures that were never published, one sentence each."]
        )
        try options.write(LaunchFile.template(of: launch))
    }
}
