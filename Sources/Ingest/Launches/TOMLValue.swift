/// What a key is set to, where a file may choose the kind.
enum TOMLValue {
    case text(String)
    case integer(Int)
    case table(TOMLReader)
    case other
}
