import QtQuick
import Look

// The hall has been asked and has not answered yet.
Item {
    id: page
    readonly property bool tall: height > width
    Rectangle {
        x: page.tall ? 60 : 352; y: page.tall ? 640 : 280; width: page.tall ? 960 : 904; height: page.tall ? 320 : 240
        radius: Theme.radius; color: Theme.amber
        Icon { id: sign; name: "printer"; size: page.tall ? 120 : 88; color: Theme.on_amber; x: 56; anchors.verticalCenter: parent.verticalCenter }
        Column {
            anchors.left: sign.right; anchors.leftMargin: 48; anchors.right: parent.right; anchors.rightMargin: 30
            anchors.verticalCenter: parent.verticalCenter; anchors.verticalCenterOffset: -4
            Words {
                width: parent.width; text: screen.broken(screen.view.title.text, Theme.font, Math.round(size), width - 4, true)
                size: (page.tall ? (Texts.language === "zh" ? 64 : 56) : Texts.language === "zh" ? 48 : 44) * (screen.view.is_large ? 1.2 : 1)
                bold: true; color: Theme.on_amber; lines: 1.2; wrapMode: Text.Wrap
            }
            Words { width: parent.width; text: screen.view.title.second; size: page.tall ? 32 : 24; color: Theme.on_amber; wrapMode: Text.Wrap }
        }
    }
}
