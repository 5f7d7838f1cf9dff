/// Functions for least-squares fits.
enum LeastSquares {
    /// Returns the weights w that minimize the squared error of Σ w·x = y over all rows, using the normal equations.
    ///
    /// This is suitable for a few unknowns of similar magnitude.
    ///
    /// - Parameter rows: The rows, in which all x have the same length.
    /// - Parameter damping: The multiple of the matrix's diagonal to add to the diagonal (D. Marquardt 1963); 0 for a
    ///   plain fit.
    /// - Returns: `nil` if the rows don't determine the weights.
    static func weights(_ rows: [(x: [Double], y: Double)], damping: Double = 0) -> [Double]? {
        guard let count = rows.first?.x.count, rows.count >= count else { return nil }
        var matrix = products(rows.map(\.x))
        for line in 0..<count { matrix[line].append(rows.reduce(0) { $0 + $1.x[line] * $1.y }) }
        for line in 0..<count { matrix[line][line] *= 1 + damping }
        return solution(matrix)
    }

    /// Returns (XᵀX)⁻¹, which is the covariance of the weights when multiplied by the variance of the residuals.
    ///
    /// - Returns: `nil` if the rows don't determine the weights.
    static func inverse(ofProducts rows: [[Double]]) -> [[Double]]? {
        guard let count = rows.first?.count, rows.count >= count else { return nil }
        let matrix = products(rows)
        let columns = (0..<count).compactMap { place in
            solution(matrix.indices.map { matrix[$0] + [$0 == place ? 1 : 0] })
        }
        // The matrix is symmetric, so its columns are its rows.
        return columns.count == count ? columns : nil
    }

    /// Returns XᵀX.
    private static func products(_ rows: [[Double]]) -> [[Double]] {
        let count = rows.first?.count ?? 0
        return (0..<count).map { line in
            (0..<count).map { column in rows.reduce(0) { $0 + $1[line] * $1[column] } }
        }
    }

    /// Solves a system by Gaussian elimination with partial pivoting; the right side is the last column. Returns `nil`
    /// if there is no unique solution.
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
