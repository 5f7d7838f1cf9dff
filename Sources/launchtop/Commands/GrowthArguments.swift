import ArgumentParser
import Dashboard

/// How growth is measured where an app or a launch is shown.
struct GrowthArguments: ParsableArguments {
    @Option(help: "Over how much time ranks are compared.") var window = DurationArgument(seconds: 86_400)

    @Flag(help: "Fit a Bass diffusion to the downloads; refused before the peak was seen.")
    var bass = false

    func options(_ options: ShowOptions) -> GrowthOptions {
        GrowthOptions(window: window.seconds, anchors: options.common.anchors(), fitsDiffusion: bass)
    }
}
