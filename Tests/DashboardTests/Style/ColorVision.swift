import Canvas
import Foundation

/// A type of color vision, with measures of color perception: WCAG 2.2 contrast, CIELAB distances, and a published
/// model of color blindness.
enum ColorVision: String, CaseIterable {
    case trichromacy, protanopia, deuteranopia, tritanopia

    typealias Components = (red: UInt8, green: UInt8, blue: UInt8)

    /// Returns the linear value of an sRGB channel, from 0 to 1 (IEC 61966-2-1).
    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    private static func linear(_ color: Components) -> [Double] {
        [linear(color.red), linear(color.green), linear(color.blue)]
    }

    /// Returns the WCAG 2.2 contrast ratio between two colors, from 1 to 21.
    static func contrast(_ left: Components, _ right: Components) -> Double {
        func luminance(_ color: Components) -> Double {
            zip(linear(color), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let both = [luminance(left), luminance(right)].sorted()
        return (both[1] + 0.05) / (both[0] + 0.05)
    }

    /// The matrix that simulates this color vision in linear RGB, at severity 1.0: Machado, Oliveira, Fernandes, A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (6), 2009.
    private var matrix: [[Double]] {
        switch self {
        case .trichromacy: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        case .tritanopia:
            [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
        }
    }

    /// Returns the L*a*b* coordinates of a color as seen with this color vision, under D65 (CIE 15).
    private func lab(_ color: Components) -> [Double] {
        let linear = Self.linear(color)
        let seen = matrix.map { row in min(1, max(0, zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 })) }
        let toXYZ = [
            [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
        ]
        let white = [0.95047, 1, 1.08883]
        let roots = zip(toXYZ, white).map { row, white -> Double in
            let value = zip(row, seen).reduce(0) { $0 + $1.0 * $1.1 } / white
            return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
        }
        return [116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])]
    }

    /// Returns the CIE 1976 ΔE between two colors. A difference of about 2.3 is just noticeable.
    func distance(_ left: Components, _ right: Components) -> Double {
        sqrt(zip(lab(left), lab(right)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
    }

    /// Returns the smallest distance between two colors among all types of color vision.
    static func minimumDistance(_ left: Components, _ right: Components) -> Double {
        allCases.map { $0.distance(left, right) }.min() ?? 0
    }
}
