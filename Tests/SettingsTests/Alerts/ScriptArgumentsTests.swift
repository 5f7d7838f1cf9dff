import Foundation
import Input
import Settings
import TestSupport
import Testing

@Suite("App names in alert commands")
struct ScriptArgumentsTests {
    @Test(
        "a placeholder in an alert command's shell or script code causes a warning",
        arguments: [
            (#"["sh", "-c", "notify-send '{name}'"]"#, 24, "sh"), (#"["/bin/bash", "-lc", "say {title}"]"#, 32, "bash"),
            (#"["env", "A=1", "zsh", "-o", "errexit", "-ec", "{name}"]"#, 57, "zsh"),
            (#"["busybox", "sh", "-c", "{text}"]"#, 35, "sh"), (#"["fish", "--command", "{name}"]"#, 33, "fish"),
            (#"["sudo", "-u", "me", "bash", "-c", "x {app}", "bash", "y"]"#, 46, "bash"),
            (#"["python3.12", "-c", "print('{name}')"]"#, 32, "python3.12"),
            (#"["perl", "-ne", "{name}"]"#, 27, "perl"),
            (#"["perl", "-e{name}"]"#, 20, "perl"), (#"["ruby", "-r", "json", "-e", "{name}"]"#, 40, "ruby"),
            (#"["node", "--eval=f('{name}')"]"#, 20, "node"),
            (#"["osascript", "-e", "x", "-e", "{text}"]"#, 42, "osascript"),
            (#"["ssh", "-p", "22", "host", "notify-send", "{name}"]"#, 54, "ssh"),
            (#"["su", "me", "-c", "{name}"]"#, 30, "su"),
            (#"["tmux", "display-message", "{title}"]"#, 39, "tmux"),
            (#"["awk", "-v", "a=1", "BEGIN {{ f({name}) }"]"#, 32, "awk"),
        ]
    )
    func scripts(command: String, column: Int, interpreter: String) throws {
        let reading = try reading("[[alert]]\nwhen = \"rank <= 1\"\ncommand = \(command)\n")
        let warning = try #require(reading.warnings.first?.description)
        #expect(reading.warnings.count == 1)
        #expect(warning.contains(":3:\(column): [[alert]] command: {"), "\(warning)")
        #expect(warning.contains("is inserted into code that \(interpreter) runs"), "\(warning)")
    }

    @Test(
        "an alert command without placeholders in shell or script code causes no warning",
        arguments: [
            #"["notify-send", "--", "{title}", "{text}"]"#, #"["sh", "-c", "notify-send \"$1\"", "sh", "{name}"]"#,
            #"["sh", "/path/script", "-c", "{name}"]"#, #"["sh", "script", "{name}"]"#,
            #"["bash", "-c", "x", "{name}"]"#,
            #"["python3", "-c", "import sys", "{name}"]"#, #"["python3", "script.py", "-c", "{name}"]"#,
            #"["perl", "-e", "print @ARGV", "{name}"]"#, #"["ssh", "host", "script"]"#,
            #"["echo", "sh", "-c", "{name}"]"#,
            #"["env", "notify-send", "{name}"]"#, #"["sh", "-c"]"#, #"["ssh", "-p"]"#, #"["awk", "-f", "x", "{name}"]"#,
            "[]",
        ]
    )
    func arguments(command: String) throws {
        let reading = try reading("[[alert]]\nwhen = \"rank <= 1\"\ncommand = \(command)\n")
        #expect(reading.warnings.isEmpty, "\(reading.warnings)")
    }

    private func reading(_ text: String) throws -> LoadedConfiguration {
        let folder = try TemporaryFolder()
        return try LoadedConfiguration(file: URL(fileURLWithPath: folder.write(text, to: "config.toml")))
    }
}
