import ArgumentParser
import Corpus
import Foundation
import Ingestion
import Logging
import Matrix
import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer questions over HTTP.",
        discussion: """
            Serves POST /v1/answers (JSON, or events where the client accepts text/event-stream), POST /v1/search,
            /v1/corpora and their articles, /healthz, /readyz and /openapi.json. There is no authentication and no
            TLS: keep it on the loopback interface, or put a proxy before it. What other processes ingest into the
            data directory is found within a second. SIGTERM lets answers at work finish.

            EXAMPLES
              byline serve
              byline serve --port 9000 --data /srv/byline
              curl -s 127.0.0.1:8080/v1/answers -H 'content-type: application/json' \\
                -d '{"question":"Who chaired the flood inquiry?","corpus":"vennermouth"}'
            """)

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host: String = "127.0.0.1"

    @Option(help: ArgumentHelp("The port; 0 lets the system choose.", valueName: "number"))
    var port: Int = 8080

    @Option(help: ArgumentHelp("The largest request, in megabytes.", valueName: "number"))
    var maximumBody: Int = 16

    @Option(help: ArgumentHelp("Answers made at the same time; more wait, then get 503.", valueName: "number"))
    var concurrency: Int = 8

    @OptionGroup var data: DataOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
        guard (1...4_096).contains(maximumBody) else { throw ValidationError("--maximum-body is 1 to 4096 megabytes.") }
        guard (1...1_024).contains(concurrency) else { throw ValidationError("--concurrency is 1 to 1024.") }
    }

    func run() async throws {
        try await output.reporting {
            try await Workbench.with(data, embedder, ranking: ranking, writing: writing, verbose: output.verbose) {
                try await serve($0)
            }
        }
    }

    private func serve(_ workbench: Workbench) async throws {
        var logger = workbench.logger
        if !output.verbose { logger.logLevel = .info }
        if !BLASLibrary.current.isFast { logger.warning("\(BLASLibrary.current)") }
        let (ingestor, corroborator) = (workbench.ingestor, workbench.corroborator)
        let engine = Engine(
            searcher: workbench.searcher, answerer: workbench.answerer, chunking: workbench.chunker.chunking
        ) { articles, corpus, provenance in
            let report = try await ingestor.ingest(articles, into: corpus, provenance: provenance)
            try await corroborator.corroborate(report.withFigures, in: corpus)
            return report
        }
        let service = BylineService(
            engine: engine,
            configuration: ServiceConfiguration(
                host: host, port: port, maximumBodyBytes: maximumBody << 20, maximumConcurrentAnswers: concurrency),
            logger: logger)
        let (host, json) = (host, output.json)
        try await service.run { port in
            let url = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            Terminal.write(json ? "{\"listening\":\"\(url)\"}" : "Byline listens on \(url)")
        }
    }
}
