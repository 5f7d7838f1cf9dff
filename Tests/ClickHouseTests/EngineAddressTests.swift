import Input
import Market
import Testing

@Suite("Addresses of engines")
struct EngineAddressTests {
    @Test(
        "an address is parsed with defaults for what it leaves out",
        arguments: [
            ("clickhouse://host", "clickhouse://host:8123/launchtop"),
            ("clickhouse://host/", "clickhouse://host:8123/launchtop"),
            ("ClickHouse://ann@db.example:9000/charts", "clickhouse://ann@db.example:9000/charts"),
            ("clickhouses://host/a_1", "clickhouses://host:8443/a_1"),
            ("clickhouse://host:8123/x?tls", "clickhouses://host:8123/x"),
            ("clickhouse://[::1]:8123/x", "clickhouse://[::1]:8123/x"),
            ("clickhouse://host/x?password=env:SECRET", "clickhouse://host:8123/x"),
        ]
    )
    func valid(text: String, description: String) throws {
        #expect(try EngineAddress.parse(text).description == description)
        #expect(EngineAddress.isAddress(text))
    }

    @Test(
        "an invalid address is an error that doesn't contain the password",
        arguments: [
            ("http://host:8123/x", "invalid engine address; use clickhouse://user@host:8123/database"),
            ("clickhouse:", "invalid engine address; use clickhouse://user@host:8123/database"),
            ("clickhouse://user:s3cret@/x", "invalid engine address; use clickhouse://user@host:8123/database"),
            (
                "clickhouse://user:s3cret@host/x",
                "the engine address contains a password; store it elsewhere, and add ?password=env:NAME or ?password=file:PATH"
            ),
            (
                "clickhouse://host/x?password=s3cret",
                "password in the engine address: use env:NAME or file:PATH, not the password itself"
            ),
            ("clickhouse://host/a-b", "invalid database \"a-b\"; use letters, digits and _"),
            ("clickhouse://host/1a", "invalid database \"1a\"; use letters, digits and _"),
            ("clickhouse://host/x?ssl=1", "unknown option \"ssl\" in the engine address; use tls or password"),
            ("clickhouse://host:0/x", "invalid port 0 in the engine address"),
        ]
    )
    func invalid(text: String, problem: String) {
        #expect(throws: InvalidText(problem)) { try EngineAddress.parse(text) }
    }

    @Test("the location leaves out the user, so that another user continues the same replication")
    func location() throws {
        let address = try EngineAddress.parse("clickhouse://ann@host/x?password=file:/p")
        #expect(address.location == "host:8123/x" && address.password == "file:/p")
        #expect(!EngineAddress.isAddress("history.sqlite") && !EngineAddress.isAddress("https://host"))
    }
}
