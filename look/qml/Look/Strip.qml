import QtQuick

// A page-wide strip in one colour; its content is laid out by whoever uses it.
Rectangle {
    default property alias content: body.data
    property real margin: 60
    color: Theme.zones[0]
    Item { id: body; anchors.fill: parent; anchors.leftMargin: parent.margin; anchors.rightMargin: parent.margin }
}
