/// Fits by least squares.
enum LeastSquares {
    /// The weights w that bring Σ w·x nearest to y over all rows, by the normal equations.
    ///
    /// Good for a handful of unknowns of like magnitude, which is what is asked here.
    ///
    /// - Parameter rows: each x as long as the others.
    /// - Parameter damping: adds so many times the diagonal to itself (D. Marquardt 1963); 0 for the plain fit.
    /// - Returns: `nil` where the rows do not determine the weights.
    static func weights(_ rows: [(x: [Double], y: Double)], damping: Double = 0) -> [Double]? {
        guard let count = rows.first?.x.count, rows.count >= count else { return nil }
        var matrix = products(rows.map(\.x))
        for line in 0..<count { matrix[line].append(rows.reduce(0) { $0 + $1.x[line] * $1.y }) }
        for line in 0..<count { matrix[line][line] *= 1 + damping }
        return solution(matrix)
    }

    /// (XᵀX)⁻¹, which times the variance of what is left over is the covariance of the weights.
    ///
    /// - Returns: `nil` where the rows do not determine the weights.
    static func inverse(ofProducts rows: [[Double]]) -> [[Double]]? {
        guard let count = rows.first?.count, rows.count >= count else { return nil }
        let matrix = products(rows)
        let columns = (0..<count).compactMap { place in
            solution(matrix.indices.map { matrix[$0] + [$0 == place ? 1 : 0] })
        }
        // It is symmetrical, so its columns are its rows.
        return columns.count == count ? columns : nil
    }

    /// XᵀX.
    private static func products(_ rows: [[Double]]) -> [[Double]] {
        let count = rows.first?.count ?? 0
        return (0..<count).map { line in
            (0..<count).map { column in rows.reduce(0) { $0 + $1[line] * $1[column] } }
        }
    }

    /// Gaussian elimination with the greatest pivot of each column; the right side is the last column.
    private static func solution(_ system: [[Double]]) -> [Double]? {
        var matrix = system
        let count = matrix.count
        for column in 0..<count {
            let greatest = abs(system[column][column])
            guard let pivot = (column..<count).max(by: { abs(matrix[$0][column]) < abs(matrix[$1][column]) }),
                abs(matrix[pivot][column]) > greatest * 1e-13, matrix[pivot][column].isFinite
            else { return nil }
            matrix.swapAt(column, pivot)
            for line in 0..<count where line != column {
                let factor = matrix[line][column] / matrix[column][column]
                for place in column...count { matrix[line][place] -= factor * matrix[column][place] }
            }
        }
        let weights = (0..<count).map { matrix[$0][count] / matrix[$0][$0] }
        return weights.allSatisfy(\.isFinite) ? weights : nil
    }
}
