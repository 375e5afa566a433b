import QtQuick
import Look

// What is being said, to be read.
Rectangle {
    id: caption
    property real size: 42
    property real smallest: 32
    visible: screen.view.caption !== ""
    objectName: "caption"
    color: Theme.ink
    radius: Theme.radius
    Icon { id: sign; name: "voice"; size: caption.size * 1.25; color: Theme.on_ink; x: caption.size * 0.8; anchors.verticalCenter: parent.verticalCenter }
    Words {
        objectName: caption.visible ? "captionWords" : ""
        anchors.left: sign.right; anchors.leftMargin: caption.size * 0.75
        anchors.right: parent.right; anchors.rightMargin: caption.size * 0.6
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.lift * font.pixelSize
        // One line as large as it fits, else two lines broken by meaning, as large as two can be, else as many as it takes.
        readonly property real fitting: Math.floor(caption.size * (width - 4) / Math.max(1, metrics.advanceWidth))
        readonly property bool isOneLine: fitting >= caption.smallest
        readonly property int larger: Math.max(caption.smallest, Math.round(caption.size * 0.86))
        readonly property string inTwo: isOneLine ? "" : screen.broken(screen.view.caption, Theme.font, larger, width - 4, false)
        readonly property bool isTwoLines: inTwo.split("\n").length === 2
        text: isOneLine ? screen.view.caption : isTwoLines ? inTwo : screen.broken(screen.view.caption, Theme.font, caption.smallest, width - 4, false)
        size: isOneLine ? Math.min(caption.size, fitting) : isTwoLines ? larger : caption.smallest
        color: Theme.on_ink; lines: 1.25
        wrapMode: Text.Wrap
    }
    TextMetrics { id: metrics; font.family: Theme.font; font.pixelSize: caption.size; text: screen.view.caption }
}
