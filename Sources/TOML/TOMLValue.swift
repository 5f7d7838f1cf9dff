/// A TOML value where a file format allows several types.
package enum TOMLValue {
    case text(String)
    case integer(Int)
    case table(TOMLReader)
    case other
}
