import ArgumentParser
import Formats
import Market
import Settings
import Setup
import Simulation

/// Shell completions for command-line arguments.
enum Completion {
    static let storefronts = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: CompletionWords.storefronts(prefix) + ["all"])
    }
    static let storefront = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: CompletionWords.storefronts(prefix))
    }
    static let charts = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: AppStoreFeed.kinds.map(\.slug))
    }
    static let genres = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: CompletionWords.genres + ["all"])
    }
    static let themes = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: ThemeFolder.standard.names)
    }
    static let zones = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: TimeZoneName.all)
    }
    static let launches = CompletionKind.custom { _, _, prefix in
        Launchtop.launchIDs.filter { $0.hasPrefix(prefix) }
    }
    /// The completion for a replay argument: launch ids and sources.
    static let replayed = CompletionKind.custom { words, index, prefix in
        Launchtop.launchIDs.filter { $0.hasPrefix(prefix) } + sources(words, index, prefix)
    }
    static let mappings = CompletionKind.custom { _, _, prefix in
        let names = Setup().mappings.names
        return names.filter { $0.hasPrefix(prefix) } + CompletionWords.files(prefix)
    }
    static let simulatedCharts = CompletionKind.custom { _, _, prefix in
        CompletionWords.list(prefix, of: SimulatedMarket.kinds.map(\.slug))
    }
    /// The completion for a SOURCE argument: files, folders and App Store charts.
    static let sources = CompletionKind.custom { words, index, prefix in sources(words, index, prefix) }

    private static func sources(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        // bash treats a colon as a word break and completes only the part after it.
        let start = "appstore:"
        guard index >= 2, words.indices.contains(index), words[index - 1] == ":", words[index - 2] == "appstore" else {
            return CompletionWords.sources(prefix) + CompletionWords.files(prefix)
        }
        return CompletionWords.sources(start + prefix).map { String($0.dropFirst(start.count)) }
    }
}
