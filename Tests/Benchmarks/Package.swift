// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that whoever builds Byline does not build its benchmarks.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "byline", path: "../.."),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(name: "CPeak", path: "Sources/CPeak"),
        .target(name: "Measuring", path: "Sources/Measuring"),
        .executableTarget(
            name: "encoder-benchmark",
            dependencies: [
                "CPeak",
                .product(name: "Corpus", package: "byline"),
                .product(name: "Embedding", package: "byline"),
                .product(name: "Matrix", package: "byline"),
            ],
            path: "Sources/EncoderBenchmark",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "store-benchmark",
            dependencies: [
                .product(name: "Corpus", package: "byline"),
                .product(name: "Embedding", package: "byline"),
                .product(name: "Matrix", package: "byline"),
                .product(name: "Store", package: "byline"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/StoreBenchmark",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "vector-benchmark",
            dependencies: [
                "Measuring",
                .product(name: "Embedding", package: "byline"),
                .product(name: "Matrix", package: "byline"),
                .product(name: "Store", package: "byline"),
            ],
            path: "Sources/VectorBenchmark",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
        .executableTarget(
            name: "full-text-benchmark",
            dependencies: [
                "Measuring",
                .product(name: "Corpus", package: "byline"),
                .product(name: "Store", package: "byline"),
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/FullTextBenchmark",
            swiftSettings: [
                .swiftLanguageMode(.v6),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ]
)
