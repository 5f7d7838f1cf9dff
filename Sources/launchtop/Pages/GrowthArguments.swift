import ArgumentParser

/// Options for growth figures of an app or a launch.
struct GrowthArguments: ParsableArguments {
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)

    @Flag(help: "Fit a Bass diffusion model to the downloads (possible only after the peak).")
    var bass = false
}
