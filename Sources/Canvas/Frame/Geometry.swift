/// A size in columns and rows.
public struct Size: Hashable, Sendable {
    public var columns: Int
    public var rows: Int

    /// Creates a size. Negative values become 0.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// The position of a cell, counted from 0 at the top left.
public struct Point: Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// A rectangle of cells. Drawing in a region is clipped to it.
public struct Region: Hashable, Sendable {
    public var x: Int
    public var y: Int
    public private(set) var width: Int
    public private(set) var height: Int

    /// Creates a region. A negative width or height becomes 0.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    public var isEmpty: Bool { width == 0 || height == 0 }

    public func contains(_ point: Point) -> Bool {
        point.x >= x && point.x < x + width && point.y >= y && point.y < y + height
    }

    /// Returns the intersection of two regions.
    public func intersection(_ other: Region) -> Region {
        let (left, top) = (max(x, other.x), max(y, other.y))
        return Region(
            x: left,
            y: top,
            width: min(x + width, other.x + other.width) - left,
            height: min(y + height, other.y + other.height) - top
        )
    }

    /// Returns one row of the region, counted from 0 at its top; empty if the region has no such row.
    public func row(_ index: Int) -> Region {
        Region(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
    }

    /// Splits the region into `rows` rows at the top and the rest.
    public func splitTop(_ rows: Int) -> (top: Region, rest: Region) {
        let cut = min(max(0, rows), height)
        return (
            Region(x: x, y: y, width: width, height: cut),
            Region(x: x, y: y + cut, width: width, height: height - cut)
        )
    }

    /// Splits the region into `rows` rows at the bottom and the rest.
    public func splitBottom(_ rows: Int) -> (rest: Region, bottom: Region) {
        let (top, bottom) = splitTop(height - min(max(0, rows), height))
        return (top, bottom)
    }

    /// Splits the region into `columns` columns on the left and the rest, with a gap of `gap` columns between them.
    public func splitLeft(_ columns: Int, gap: Int = 0) -> (left: Region, rest: Region) {
        let cut = min(max(0, columns), width)
        return (
            Region(x: x, y: y, width: cut, height: height),
            Region(x: x + cut + gap, y: y, width: width - cut - gap, height: height)
        )
    }

    /// Returns the region reduced by margins.
    public func inset(left: Int = 0, right: Int = 0, top: Int = 0, bottom: Int = 0) -> Region {
        Region(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }
}
