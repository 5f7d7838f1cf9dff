import Setup
import Testing

@Suite("The meaning of the first word of the command line")
struct FirstWordTests {
    @Test(
        "the first command-line word must be a command or a launch id; any other word is an error with advice",
        arguments: [
            ("watch", .command), ("help", .command), ("sora", .launch(id: "sora")), ("Sora", .launch(id: "sora")),
            // A command takes precedence over a launch with the same id.
            ("app", .command),
            ("sorra", .unknown(problem: "unknown command \"sorra\"; did you mean sora?")),
            ("wach", .unknown(problem: "unknown command \"wach\"; did you mean watch?")),
            ("nothing", .unknown(problem: "unknown command \"nothing\"; launchtop --help lists the commands")),
            ("", .unknown(problem: "unknown command \"\"; launchtop --help lists the commands")),
            (
                "days/x.json",
                .unknown(
                    problem:
                        "\"days/x.json\" is not a command; use launchtop watch or launchtop replay to open a file, "
                        + "folder or URL"
                )
            ),
            (
                "1559935726",
                .unknown(
                    problem:
                        "\"1559935726\" is not a command; use launchtop watch to follow an app by its id, or launchtop "
                        + "app to show it"
                )
            ),
        ] as [(String, FirstWord)]
    )
    func meaning(word: String, expected: FirstWord) {
        let commands = ["watch", "replay", "app", "help"]
        let found = FirstWord(word, commands: commands, launches: { ["sora", "chatgpt", "app"] }, exists: false)
        #expect(found == expected)
    }

    @Test("the error for a file or folder as the first command-line word names the commands that open it")
    func file() {
        let problem =
            "\"market\" is not a command; use launchtop watch or launchtop replay to open a file, folder or URL"
        #expect(FirstWord("market", commands: [], launches: { [] }, exists: true) == .unknown(problem: problem))
    }
}
