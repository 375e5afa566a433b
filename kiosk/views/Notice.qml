import QtQuick
import Look

// One thing to say: an icon, a title, and what to do.
Item {
    id: notice
    readonly property bool tall: height > width
    readonly property color tone: screen.view.is_trouble ? Theme.red : Theme.ink

    Column {
        x: notice.tall ? 60 : 400; width: notice.tall ? 960 : 808
        y: notice.tall ? 420 : 0
        height: notice.tall ? implicitHeight : 800
        topPadding: notice.tall ? 0 : Math.max(40, (800 - childrenRect.height) / 2)
        spacing: notice.tall ? 28 : 16
        Icon { x: -0.1 * size; name: screen.view.icon; size: notice.tall ? 150 : 104; color: notice.tone }
        Words {
            id: title
            objectName: "notice"
            width: parent.width; text: screen.broken(screen.view.title.text, Theme.font, Math.round(size), width, true); bold: true; lines: 1.25; wrapMode: Text.Wrap
            size: (notice.tall ? (Texts.language === "zh" ? 80 : 64) : 48) * (screen.view.is_large ? 1.2 : 1)
        }
        Words { width: parent.width; visible: text !== ""; text: screen.view.title.second; size: notice.tall ? 36 : 24; color: Theme.ink2; wrapMode: Text.Wrap }
        Line { visible: hint.visible; width: parent.width }
        Words { id: hint; objectName: "hint"; width: parent.width; visible: text !== ""; text: screen.broken(screen.view.hint.text, Theme.font, Math.round(size), width, false); size: (notice.tall ? 46 : 30) * (screen.view.is_large ? 1.25 : 1); lines: 1.4; wrapMode: Text.Wrap }
        Words { width: parent.width; visible: text !== ""; text: screen.view.hint.second; size: notice.tall ? 30 : 20; color: Theme.ink2; wrapMode: Text.Wrap }
    }
    Countdown { visible: screen.view.countdown.words !== ""; x: notice.tall ? 60 : 352; y: notice.tall ? 1611 : 742; width: notice.tall ? 960 : 904; share: screen.view.countdown.share }
    Words {
        x: notice.tall ? 60 : 352; y: notice.tall ? 1638 : 758; width: notice.tall ? 960 : 904
        text: screen.view.countdown.words; size: notice.tall ? (screen.view.is_large ? 34 : 26) : screen.view.is_large ? 24 : 17; color: Theme.ink2; horizontalAlignment: Text.AlignHCenter; lines: 1.3
    }
}
