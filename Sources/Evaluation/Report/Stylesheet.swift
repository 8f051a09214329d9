/// How a report looks: two colours that are told apart without seeing red and green, in light, in dark and on paper.
enum Stylesheet {
    static let css: HTML = """
        :root { --paper: #fff; --ink: #1c1e21; --dim: #666c75; --rule: #e1e4e8; --panel: #f6f7f9;
          --old: #8a6d1f; --new: #1f5fbf; --win: #0a7a5c; --loss: #b8430c; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #16181c; --ink: #e5e7ea; --dim: #979ea8; --rule: #32363d; --panel: #1f2227;
            --old: #d8b24a; --new: #74a9f7; --win: #3fc79c; --loss: #f08a52; } }
        @media print { :root { --paper: #fff; --ink: #000; --dim: #555; --rule: #ccc; --panel: #fff;
          --old: #8a6d1f; --new: #1f5fbf; --win: #0a7a5c; --loss: #b8430c; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
        main { max-width: 1040px; margin: 0 auto; padding: 28px 20px 48px; }
        h1 { font-size: 24px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
        h2 { font-size: 18px; margin: 32px 0 8px; }
        h3 { font-size: 15px; margin: 0; overflow-wrap: anywhere; }
        h4 { font-size: 13px; margin: 0 0 4px; }
        p { margin: 0 0 8px; }
        header p, .note, footer, .origin, .score, .excerpt { color: var(--dim); }
        .note, footer { font-size: 13px; }
        footer { margin-top: 32px; border-top: 1px solid var(--rule); padding-top: 12px; }
        .verdict { font-size: 16px; font-weight: 600; border-left: 4px solid var(--dim); padding: 2px 0 2px 12px;
          margin: 14px 0; }
        .verdict.win { border-color: var(--win); }
        .verdict.loss { border-color: var(--loss); }
        td.win, span.win { color: var(--win); font-weight: 600; }
        td.loss, span.loss { color: var(--loss); font-weight: 600; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: 4px 12px 4px 0; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule); }
        th, td.text { text-align: left; font-weight: 500; }
        td.text { white-space: normal; font-weight: 400; color: var(--dim); }
        thead th, thead td { color: var(--dim); font-size: 13px; font-weight: 400; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(400px, 100%), 1fr)); gap: 28px;
          margin-top: 28px; }
        figure { margin: 0; }
        figcaption { font-weight: 600; margin-bottom: 8px; }
        svg { display: block; width: 100%; height: auto; max-width: 520px; }
        svg text { fill: var(--ink); font: 11px system-ui, sans-serif; }
        svg .tick, svg .count { fill: var(--dim); font-variant-numeric: tabular-nums; }
        svg .axis { fill: var(--dim); }
        svg .grid { stroke: var(--rule); stroke-width: 1; }
        svg .frame { stroke: var(--dim); stroke-width: 1; stroke-dasharray: 3 3; fill: none; }
        svg .line { fill: none; stroke-width: 2; }
        svg .line.old { stroke: var(--old); stroke-dasharray: 6 3; }
        svg .line.new { stroke: var(--new); }
        svg .dot.old, svg .bar.old { fill: var(--old); }
        svg .dot.new, svg .bar.new { fill: var(--new); }
        svg .point { fill-opacity: .55; stroke: var(--paper); stroke-width: .7; }
        svg .point.win { fill: var(--win); }
        svg .point.loss { fill: var(--loss); }
        svg .point.tie { fill: var(--dim); }
        svg .mass { fill: var(--dim); fill-opacity: .22; }
        svg .gap { stroke: var(--loss); stroke-width: 1.5; }
        svg.interval { width: 120px; height: 16px; display: inline-block; vertical-align: middle; color: var(--dim); }
        svg.interval.win { color: var(--win); }
        svg.interval.loss { color: var(--loss); }
        svg.interval .reach { stroke: currentColor; stroke-width: 2; }
        svg.interval circle { fill: currentColor; }
        .key { font-weight: 400; font-size: 13px; color: var(--dim); margin-left: 8px; white-space: nowrap; }
        h4 .key { margin-left: 0; }
        .key::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 3px;
          margin-right: 5px; background: var(--dim); }
        .key.old::before { background: var(--old); }
        .key.new::before { background: var(--new); }
        .key.win { color: var(--dim); font-weight: 400; }
        .key.win::before { background: var(--win); }
        .key.loss { color: var(--dim); font-weight: 400; }
        .key.loss::before { background: var(--loss); }
        article { border: 1px solid var(--rule); border-radius: 8px; background: var(--panel); padding: 12px 16px;
          margin: 12px 0; break-inside: avoid; }
        .kind { font-weight: 400; font-size: 13px; color: var(--dim); margin-left: 6px; }
        .question { margin: 4px 0; }
        .change { font-size: 13px; font-variant-numeric: tabular-nums; }
        .change span, .signals span { white-space: nowrap; margin-right: 10px; }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 20px; }
        ol { margin: 0; padding-left: 20px; font-size: 13px; }
        li { margin-bottom: 8px; overflow-wrap: anywhere; }
        li strong { font-weight: 600; }
        .origin, .score { margin-left: 4px; }
        .signals, .excerpt { margin: 0; font-size: 12px; }
        .excerpt { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
        figure .note { max-width: 520px; }
        figure, tr { break-inside: avoid; }
        h2 { break-after: avoid; }
        @media print { body { font-size: 11px; } h1 { font-size: 18px; } h2 { font-size: 14px; }
          .verdict { font-size: 12px; } .key { font-size: 10px; } main { max-width: none; padding: 0; } .wide { overflow: visible; }
          th, td { padding: 2px 8px 2px 0; } svg.interval { width: 80px; height: 11px; }
          .plots { grid-template-columns: 1fr 1fr; } .sides { grid-template-columns: 1fr 1fr; }
          thead th, thead td, ol, .note, .change, footer { font-size: 10px; } .signals, .excerpt { font-size: 9px; } }
        """
}
