// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module of Byline. `dependencies` may only name modules that stand above it in this file: arrows point down the layers.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", resources: resources, swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "byline",
    platforms: [.macOS(.v15)],
    // The libraries are for the benchmarks, which are a package of their own.
    products: [.executable(name: "byline", targets: ["byline"])]
        + ["Matrix", "Corpus", "Embedding", "Store"].map { .library(name: $0, targets: [$0]) },
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CBLAS", pkgConfig: "blas", providers: [.apt(["libblas-dev"])]),
        .systemLibrary(name: "CCurlLibrary", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CCurl", dependencies: ["CCurlLibrary"]),
        .target(name: "CKernels"),

        module("Matrix", ["CBLAS", "CKernels"]),
        module("Corpus", [crypto]),
        module("Transport", ["CCurl", "Corpus", logging]),
        module("Embedding", ["Matrix", "Corpus", "Transport", crypto]),
        module("Store", ["Matrix", "Corpus", "Embedding", grdb, logging]),
        module("Ingestion", ["Matrix", "Corpus", "Embedding", "Store", logging]),
        module("Retrieval", ["Matrix", "Corpus", "Embedding", "Store"]),
        module("Generation", ["Corpus", "Transport", "Store", crypto, logging, yams]),
        .target(
            name: "Prompts", path: "prompts", sources: ["Prompts.swift"],
            resources: [.embedInCode("generate.md"), .embedInCode("repair.md"), .embedInCode("judge.md")],
            swiftSettings: settings),
        module(
            "Reasoning",
            ["Corpus", "Embedding", "Store", "Retrieval", "Generation", "Prompts", crypto, logging, mustache, yams]),
        module("Evaluation", ["Corpus", "Store", "Generation", "Reasoning"]),
        module(
            "Service",
            [
                "Corpus", "Embedding", "Store", "Ingestion", "Retrieval", "Generation", "Reasoning", hummingbird,
                .product(name: "HummingbirdCore", package: "hummingbird"), lifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                logging,
            ]),
        .executableTarget(
            name: "byline",
            dependencies: [
                "Matrix", "Corpus", "Transport", "Embedding", "Store", "Ingestion", "Retrieval", "Generation",
                "Reasoning", "Evaluation", "Service", arguments, logging, lifecycle,
            ],
            swiftSettings: settings),

        .target(
            name: "ConformanceSuites", dependencies: ["Corpus", "Embedding", "Store", "Generation"],
            path: "Tests/Conformance", swiftSettings: settings),
        .target(name: "LoopbackServer", path: "Tests/Support/LoopbackServer", swiftSettings: settings),
        .executableTarget(
            name: "scripted-models", dependencies: ["LoopbackServer"], path: "Tests/Support/ScriptedModels",
            swiftSettings: settings),
        tests("MatrixTests", ["Matrix"]),
        tests("CorpusTests", ["Corpus"], resources: [.copy("Resources")]),
        tests("TransportTests", ["Transport", "Corpus", "LoopbackServer", logging]),
        tests(
            "EmbeddingTests",
            ["Embedding", "Matrix", "Corpus", "Transport", "ConformanceSuites", "LoopbackServer", logging],
            resources: [.copy("Resources")]),
        tests("StoreTests", ["Store", "Matrix", "Corpus", "Embedding", "ConformanceSuites", grdb, logging]),
        tests("IngestionTests", ["Ingestion", "Corpus", "Embedding", "Store", "ConformanceSuites", logging]),
        tests("RetrievalTests", ["Retrieval", "Corpus", "Embedding", "Store", "ConformanceSuites", logging]),
        tests(
            "GenerationTests",
            ["Generation", "Corpus", "Transport", "Store", "ConformanceSuites", "LoopbackServer", logging]),
        tests(
            "ReasoningTests",
            [
                "Reasoning", "Generation", "Prompts", "Transport", "Retrieval", "Corpus", "Embedding", "Store",
                "Ingestion", "ConformanceSuites", "LoopbackServer", logging,
            ]),
        tests("EvaluationTests", ["Evaluation", "Reasoning", "Generation", "Corpus"], resources: [.copy("Resources")]),
        tests(
            "ServiceTests",
            [
                "Service", "Corpus", "Embedding", "Store", "Ingestion", "Retrieval", "Generation", "Reasoning",
                hummingbird,
                .product(name: "HummingbirdTesting", package: "hummingbird"), logging, lifecycle,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            "EndToEndTests",
            [
                "byline", "Corpus", "Embedding", "Store", "Ingestion", "Retrieval", "Reasoning", "Evaluation",
                "LoopbackServer", logging,
            ]),
    ]
)
