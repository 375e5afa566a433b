import QtQuick
import Look

// The number, how many are ahead, where to wait, and the paper.
Item {
    id: done
    readonly property bool tall: height > width
    readonly property var ticket: screen.view.ticket
    readonly property real grown: screen.view.is_large ? 1.25 : 1
    readonly property real edge: tall ? 60 : 352
    readonly property real wide: tall ? 960 : 904

    NumberPanel { x: done.edge; y: done.tall ? 196 : 24; width: done.wide; height: done.tall ? 700 : 300; tall: done.tall }
    PlaceBand { x: done.edge; y: done.tall ? 920 : 332; width: done.wide; height: done.tall ? 264 : 150; tall: done.tall }
    PaperBand { x: done.edge; y: done.tall ? 1208 : 490; width: done.wide; height: done.tall ? 208 : 110; tall: done.tall }
    TouchButton {
        objectName: "again"
        visible: done.ticket.can_print_again
        x: done.edge; y: done.tall ? 1440 : 608; width: (done.wide - (done.tall ? 24 : 8)) / 2; height: done.tall ? 136 : 118
        kind: "quiet"; icon: "printer"; iconSize: done.tall ? 52 : 40; size: (done.tall ? 36 : 26) * done.grown; secondSize: done.tall ? 24 : 18
        text: Texts.say("done.noticket"); second: Texts.other("done.noticket")
        onTouched: screen.print_again()
    }
    TouchButton {
        objectName: "ok"
        visible: done.ticket.is_printed
        x: done.edge + done.wide - width; y: done.tall ? 1440 : 608; width: done.ticket.can_print_again ? (done.wide - (done.tall ? 24 : 8)) / 2 : done.wide; height: done.tall ? 136 : 118
        icon: "check"; iconSize: done.tall ? 52 : 40; size: (done.tall ? 40 : 28) * done.grown; secondSize: done.tall ? 24 : 18
        text: Texts.say("done.ok"); second: Texts.other("done.ok")
        onTouched: screen.finish()
    }
    Countdown { visible: done.ticket.is_printed; x: done.edge; y: done.tall ? 1611 : 742; width: done.wide; share: screen.view.countdown.share }
    Words {
        x: done.edge; y: done.tall ? 1638 : screen.view.is_large ? 756 : 758; width: done.wide
        text: screen.view.countdown.words; size: done.tall ? (screen.view.is_large ? 34 : 26) : screen.view.is_large ? 24 : 17; color: Theme.ink2; horizontalAlignment: Text.AlignHCenter
        lines: 1.3
    }
}
