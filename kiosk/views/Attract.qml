import QtQuick
import Look

// Nobody is there: the hall, the time, how many wait, and that one may touch. A touch anywhere goes on.
Item {
    id: page
    readonly property bool tall: height > width
    Column {
        x: page.tall ? 60 : 120; width: parent.width - 2 * x
        y: page.tall ? 300 : 56
        spacing: page.tall ? 24 : 12
        Name { width: parent.width; text: Theme.header !== "" ? Theme.header : screen.view.hall.text; size: page.tall ? 76 : 52; smallest: page.tall ? 44 : 32 }
        Words { width: parent.width; visible: text !== ""; text: screen.view.hall.second; size: page.tall ? 40 : 26; color: Theme.ink2; wrapMode: Text.Wrap }
        Item { width: 1; height: page.tall ? 120 : 12 }
        Words { objectName: "when"; text: screen.view.clock.time; size: page.tall ? 260 : 180; bold: true; lines: 1.0 }
        Words { text: screen.view.clock.line; size: page.tall ? 48 : 32; lines: 1.3 }
        Item { width: 1; height: page.tall ? 100 : 8 }
        CountedText { visible: parts.before + parts.number !== ""; parts: screen.view.waiting; size: page.tall ? 48 : 32; numberSize: page.tall ? 104 : 68; bold: parts.number === "" }
    }
    Rectangle {
        objectName: "touch"
        x: page.tall ? 60 : 120; y: page.tall ? 1500 : 620; width: parent.width - 2 * x; height: page.tall ? 240 : 130
        color: Theme.ink; radius: Theme.radius
        Column {
            anchors.centerIn: parent
            Words { anchors.horizontalCenter: parent.horizontalCenter; text: Texts.say("attract.touch"); size: page.tall ? 72 : 44; bold: true; color: Theme.on_ink; lines: 1.2 }
            Words { anchors.horizontalCenter: parent.horizontalCenter; text: Texts.other("attract.touch"); size: page.tall ? 38 : 24; color: Theme.on_ink2; lines: 1.3 }
        }
    }
    MouseArea { anchors.fill: parent; onPressed: screen.touch_anywhere() }
}
