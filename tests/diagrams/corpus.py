"""One ordinary diagram of each of Mermaid's types, with labels that must come back.

`LABELS` says for each type which words must stand in the drawing and in the graph.
"""

from __future__ import annotations

SAMPLES: dict[str, str] = {
    "flowchart": """\
flowchart LR
    subgraph EdgePlane["Edge plane"]
        CDN["Open Connect<br/>95 % of bytes \u2060[1]\u2060"]:::edgeStyle
    end
    CDN -->|"p99 10 ms \u2060[2]\u2060"| API("Zuul 2.1"):::serviceStyle
    API -.-> DB[("Cassandra 4.1")]:::stateStyle
    API ==> MON{{"Atlas"}}:::controlStyle
    API --> FREE["no plane"]
""",
    "sequence": """\
sequenceDiagram
    autonumber
    box Aqua Edge
    participant P as Player
    end
    actor Z as Zuul
    P->>Z: GET /play \u2060[1]\u2060
    activate Z
    Z-->>P: 200 in 40 ms
    deactivate Z
    Note over P,Z: sticky session
    loop every minute
    P-)Z: heartbeat
    end
    alt is well
    Z->>Z: count
    else is ill
    Z-xP: 503
    end
""",
    "state": """\
stateDiagram-v2
    [*] --> Idle
    Idle --> Busy: request arrives
    state Busy {
        [*] --> Reading
        Reading --> Writing: parsed
    }
    Busy --> Idle: answered
    Idle --> [*]
    note right of Idle: waits here
""",
    "class": """\
classDiagram
    class Queue~T~ {
        +int capacity
        +push(item) bool
    }
    Queue <|-- BoundedQueue : limits
    Queue "1" *-- "many" Item : holds
    note for Queue "bounded since 2019"
""",
    "er": """\
erDiagram
    CUSTOMER ||--o{ ORDER : places
    ORDER ||--|{ LINE-ITEM : contains
    CUSTOMER {
        string name PK "the full name"
        int age
    }
""",
    "requirement": """\
requirementDiagram
    requirement latency_req {
    id: 1
    text: answers within 50 ms
    risk: high
    verifymethod: test
    }
    element gateway {
    type: service
    }
    gateway - satisfies -> latency_req
""",
    "mindmap": """\
mindmap
  root((Failure))
    Overload
      Retry storm
    Partition
""",
    "kanban": """\
kanban
  todo[To do]
    t1[Write runbook]
  done[Finished]
    t2[Add alert]
""",
    "block": """\
block-beta
  columns 2
  a["Front end"] b["Back end"]
  c["Storage"]:2
  a --> b
""",
    "pie": """\
pie showData title Bytes by cache
    "Edge cache" : 95
    "Origin" : 5
""",
    "gantt": """\
gantt
    title Migration
    dateFormat YYYY-MM-DD
    section Prepare
    Dual writes :a1, 2024-01-01, 30d
    section Move
    Backfill :after a1, 20d
""",
    "journey": """\
journey
    title On call
    section Alert
      Read the page: 3: Engineer
      Find runbook: 5: Engineer, Lead
""",
    "timeline": """\
timeline
    title Growth
    section Early
    2008 : Database corruption : Move to cloud
    2016 : Migration done
""",
    "sankey": """\
sankey-beta

Client,Cache hit,95
Client,Origin,5
Origin,Disk,4
""",
    "gitGraph": """\
gitGraph
   commit id: "start"
   branch release
   commit id: "harden" tag: "v1.0"
   checkout main
   merge release
""",
    "quadrant": """\
quadrantChart
    title Reach and cost
    x-axis Low reach --> High reach
    y-axis Low cost --> High cost
    quadrant-1 Plan
    quadrant-2 Promote
    quadrant-3 Drop
    quadrant-4 Keep
    Caching: [0.3, 0.6]
""",
    "xychart": """\
xychart-beta
    title "Requests"
    x-axis [Jan, Feb, Mar]
    y-axis "k per second" 0 --> 100
    bar [30, 60, 90]
    line [20, 50, 80]
""",
    "architecture": """\
architecture-beta
    group api(cloud)[Public cloud]
    service db(database)[Database] in api
    service web(server)[Web server] in api
    db:L -- R:web
""",
    "packet": """\
packet-beta
0-15: "Source port"
16-31: "Destination port"
32-63: "Sequence number"
""",
    "radar": """\
radar-beta
  title Maturity
  axis a["Alerting"], b["Backups"], c["Chaos"]
  curve x["Team one"]{4, 3, 2}
  curve y["Team two"]{2, 5, 4}
  max 5
""",
    "treemap": """\
treemap-beta
"Spend"
    "Compute": 60
    "Storage": 30
"Other"
    "Support": 10
""",
    "c4": """\
C4Context
    title Payments
    Person(payer, "Payer", "pays")
    System(bank, "Core bank", "moves money")
    Rel(payer, bank, "sends order", "HTTPS")
""",
}

LABELS: dict[str, tuple[str, ...]] = {
    "flowchart": ("Open Connect", "Zuul 2.1", "Cassandra 4.1", "Atlas", "Edge plane", "p99 10 ms"),
    "sequence": ("Player", "Zuul", "GET /play", "200 in 40 ms", "sticky session", "every minute"),
    "state": ("Idle", "Reading", "request arrives", "waits here"),
    "class": ("Queue", "capacity", "push", "limits", "bounded since 2019"),
    "er": ("CUSTOMER", "LINE-ITEM", "places", "the full name"),
    "requirement": ("latency_req", "answers within 50 ms", "gateway"),
    "mindmap": ("Failure", "Retry storm"),
    "kanban": ("To do", "Write runbook", "Add alert"),
    "block": ("Front end", "Storage"),
    "pie": ("Edge cache", "Bytes by cache"),
    "gantt": ("Migration", "Dual writes", "Prepare"),
    "journey": ("On call", "Find runbook", "Engineer"),
    "timeline": ("Growth", "Database corruption", "2016"),
    "sankey": ("Cache hit", "Disk"),
    "gitGraph": ("start", "harden", "v1.0"),
    "quadrant": ("Reach and cost", "Promote", "Caching", "High cost"),
    "xychart": ("Requests", "Feb", "k per second"),
    "architecture": ("Public cloud", "Database", "Web server"),
    "packet": ("Source port", "Sequence number"),
    "radar": ("Maturity", "Backups", "Team two"),
    "treemap": ("Spend", "Compute", "Support"),
    "c4": ("Payer", "Core bank", "sends order"),
}
