import ArgumentParser
import Doctor
import Setup

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the setup and suggest fixes.",
        discussion: """
            Checks the locale, terminal, glyphs, config file, themes, archive, alerts and launch library. ✓ means OK, · a note, ✗ a \
            problem. Exits with 1 if there are problems. Sources are not polled.
            """
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let doctor = Doctor(common.setup)
        for finding in doctor.findings { try common.setup.printText(finding.line, doctor.configuration) }
        if doctor.findings.contains(where: { $0.state == .problem }) { throw ExitCode(1) }
    }
}
